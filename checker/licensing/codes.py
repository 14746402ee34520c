"""The stable reason codes and nothing else.

docs/licensing.md documents their meaning; `checker.licensing.judging.reasons` holds their severity.
"""

__all__ = ["CODES"]

_GROUPS = {
    "status": "killed withheld embargoed not_for_publication superseded expired_by_provider",
    "licence": "ok none ambiguous not_started expired publisher_mismatch media_excluded"
    " language_excluded service_excluded channel_excluded territory_excluded item_restricted"
    " third_party_content extent_exceeded modification_not_allowed translation_not_allowed"
    " ai_use_not_allowed retention_exceeded archive_not_allowed quota_exceeded",
    "credit": "missing wrong_holder wrong_placement altered",
    "attribution": "missing",
    "notice": "missing altered removed",
    "byline": "removed",
    "dateline": "removed",
    "link": "missing",
    "tracking": "missing",
    "ai_disclosure": "missing",
    "detect": "notice byline dateline credit photo_credit terms metadata embedded_c2pa"
    " match_verbatim match_near match_derived match_quote match_related match_retold"
    " match_in_page_chrome notice_without_match common_source disguise advisory low_confidence",
    "exception": "own_content quotation very_short_extract open_licence public_domain"
    " press_release allowlisted published_first",
    "use": "publisher_unknown site_unknown",
    "system": "index_empty index_stale text_truncated language_unsupported timeout rules_invalid"
    " input_damaged not_recorded",
}

CODES: tuple[str, ...] = tuple(
    f"{group}.{name}" for group, names in _GROUPS.items() for name in names.split()
)
