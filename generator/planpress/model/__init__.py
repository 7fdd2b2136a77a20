"""The nouns: frozen values that every other part of planpress speaks in."""
