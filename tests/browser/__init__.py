"""Pages as a browser shows and prints them. Run by make test-browser; .ci/packages installs the browser."""
