"""Reading words off pictures of pages: set upright, by the engine that suits them, with places."""
