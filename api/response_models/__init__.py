"""What the service answers beside the answer to a check; the OpenAPI components follow from it.

A member with a default is absent where it has nothing to state; all others are always present.
Times are RFC 3339. Nothing here reads the store: `serializers` makes these from its values.
"""
