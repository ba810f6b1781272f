# Functions of all sorts: defaults, keywords, closures, decorators, caches, recursion, lambdas in dicts and lists.
