# Functions that take functions: stub models and clocks, clients with attributes, mocks, callbacks that record, raise and nest.
