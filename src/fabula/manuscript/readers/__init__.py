"""One reader a format: bytes to the pieces a manuscript is made from."""
