"""The council's own names, look, words, places and help lines: asked step by step on the first day, settings ever after."""
