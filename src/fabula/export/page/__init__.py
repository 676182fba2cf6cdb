"""The page: one front end and one document of data, in a file that is sent or served."""
