"""Who says what in invented articles and council papers: how often that is known."""
