"""The ball halves of the quantities: plain loops over the definitions, independent of the array versions."""
