"""Every way in which something goes live in Wagtail, one generator each.

A way prepares its objects, waits until one item of the wire was killed, and goes on; it yields the
object that may be live now, and what its author was told. `python -m ways` tries them all.
"""
