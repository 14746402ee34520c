"""Wirecheck in Wagtail: nothing goes live before its licences were looked at.

The app holds no licensing logic. It sends the words and the use, and obeys the answer.
"""
