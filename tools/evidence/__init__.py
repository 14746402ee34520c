"""What `tools.fit_evidence` is made of: judged pairs with their signs, and the fit."""
