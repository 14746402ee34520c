"""The compiled core: its building, its loading, and its places."""
