"""What a file of code defines: its functions, methods and classes, by the lines that say so."""
