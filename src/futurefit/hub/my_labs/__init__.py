"""My labs: the page from which an officer starts, continues and hands in labs, and reads the feedback."""
