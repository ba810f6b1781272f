# Generators, finite and infinite, read lazily, iterators of own classes, context managers, zip, map and views.
