"""Fills the test site: users with passwords NAME-pw, and a front page."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings")
django.setup()

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command

call_command("migrate", verbosity=0)
users = get_user_model().objects
users.create_superuser("admin", "admin@lantern.example", "admin-pw")
for name, group in (("editor", "Editors"), ("moderator", "Moderators")):
    made = users.create_user(name, f"{name}@lantern.example", f"{name}-pw")
    made.groups.add(Group.objects.get(name=group))
