"""The service: a council's register and rota in a browser. Nothing of Rota outside this package imports Django."""
