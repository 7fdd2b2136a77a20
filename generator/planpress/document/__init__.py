"""What planpress says, before it is a page, a packet or a terminal's lines: blocks of typed text, and what sets them.

`blocks` are the nouns, `labels` how things are called, `html` a renderer, `keyed_texts` what a preview compares by.
It leans on the model alone, where the text itself is (model/text.py), since conclusions hold texts too.
"""
