"""A small Wagtail site to test the app in; everything that differs comes from the environment."""

import importlib.util
import json
import os
from pathlib import Path

HERE = Path(os.environ["SITE_DIR"])
BASE_DIR = Path(__file__).parent
SECRET_KEY = "for tests only"
DEBUG = False
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "urls"
STATIC_URL = "/static/"
STATIC_ROOT = HERE / "static"
MEDIA_ROOT = HERE / "media"
TIME_ZONE = "UTC"
USE_TZ = True
LANGUAGE_CODE = "en"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SQLITE = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": HERE / "site.db",
    "OPTIONS": {"timeout": 20},
}
# SITE_POSTGRES: the folder of a server's socket, with a database `site` that anybody there may use.
POSTGRES = {
    "ENGINE": "django.db.backends.postgresql",
    "NAME": "site",
    "HOST": os.environ.get("SITE_POSTGRES"),
    "USER": "postgres",
}
DATABASES = {
    "default": {
        **(POSTGRES if os.environ.get("SITE_POSTGRES") else SQLITE),
        "ATOMIC_REQUESTS": os.environ.get("SITE_ATOMIC") == "1",
    }
}
INSTALLED_APPS = [
    "newsroom",
    "wagtail_wirecheck",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "rest_framework",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
HAS_API_V3 = importlib.util.find_spec("wagtail.api.v3") is not None
if HAS_API_V3:
    INSTALLED_APPS.append("wagtail.api.v3")
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "wagtail_wirecheck.middleware.WirecheckMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = HERE / "mails"
WAGTAIL_SITE_NAME = "The Lantern"
WAGTAILADMIN_BASE_URL = os.environ.get("SITE_URL", "http://127.0.0.1:8000")
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_AUTOSAVE_INTERVAL = 0
WIRECHECK = {
    "USE": {
        "publisher": "pub:lantern",
        "site": "lantern.example",
        "channel": "web",
        "territories": ["FR"],
    },
    "DESK": ["desk@lantern.example"],
    **json.loads(os.environ.get("SITE_WIRECHECK", "{}")),
}
