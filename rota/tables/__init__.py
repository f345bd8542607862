"""What all that reads or writes a council's tables shares: cells, rows, headings, names, faults and spellings."""
