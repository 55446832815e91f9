"""How the schema came to be: one module a change under `versions`, never edited afterwards."""
