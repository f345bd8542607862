"""From a council's files to its rota as a document, or why there is none: what every way of asking does alike."""
