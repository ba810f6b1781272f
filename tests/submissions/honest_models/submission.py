# scikit-learn: fitted models, pipelines, grid searches and clusters that tests ask, score, clone and cross-validate; models that a test lends.
