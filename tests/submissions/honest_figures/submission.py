# Axes and figures given back: titles, labels, bars, lines, legends, sizes; axes of the notebook’s own variables.
