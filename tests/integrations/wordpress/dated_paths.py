"""The ways by a date, a password or a status: scheduled, moved, untrashed, made public."""

from collections.abc import Generator

from tests.integrations.wordpress.path import (
    CLEAN,
    EARLIER,
    LATER,
    Outcome,
    mailed,
    rest,
    schedule,
)
from tests.integrations.wordpress.site import Site


def untrashed(site: Site, text: str) -> Generator[None, None, Outcome]:
    post = site.draft(text)
    site.force(post, post_status="publish")
    site.php("wp_trash_post($with['id']);", id=post)
    yield
    site.mails()
    site.php(
        """add_filter('wp_untrash_post_status', 'wp_untrash_post_set_previous_status', 10, 3);
        wp_untrash_post($with['id']);""",
        id=post,
    )
    return Outcome(post, mailed(site))


def scheduled(site: Site, text: str) -> Generator[None, None, Outcome]:
    """Setting the date is what is asked about; nobody reads it before."""
    post = site.draft(text)
    yield
    saw = rest(site, f"/wp/v2/posts/{post}", status="future", date_gmt=LATER)[1]
    return Outcome(post, saw)


def due(site: Site, text: str) -> Generator[None, None, Outcome]:
    post = site.draft(text)
    schedule(site, post)
    yield
    site.mails()
    schedule(site, post, "2025-05-01 10:00:00")
    site.php(
        "wp_schedule_single_event(time() - 5, 'publish_future_post', array($with['id']));", id=post
    )
    site.cron(all_due=False)
    return Outcome(post, mailed(site))


def date_moved_to_the_past(site: Site, text: str) -> Generator[None, None, Outcome]:
    post = site.draft(text)
    schedule(site, post)
    yield
    return Outcome(post, rest(site, f"/wp/v2/posts/{post}", date_gmt=EARLIER)[1])


def date_moved_by_a_program(site: Site, text: str) -> Generator[None, None, Outcome]:
    post = site.draft(text)
    schedule(site, post)
    yield
    site.mails()
    site.php(
        """wp_update_post(array('ID' => $with['id'], 'edit_date' => true,
        'post_date' => '2025-05-01 10:00:00', 'post_date_gmt' => '2025-05-01 10:00:00'));""",
        id=post,
    )
    return Outcome(post, mailed(site))


def edited_before_the_hour(site: Site, text: str) -> Generator[None, None, Outcome]:
    post = site.draft(CLEAN)
    schedule(site, post)
    yield
    return Outcome(post, rest(site, f"/wp/v2/posts/{post}", content=text)[1])


def private_made_public(site: Site, text: str) -> Generator[None, None, Outcome]:
    post = site.draft(text)
    site.force(post, post_status="private")
    yield
    return Outcome(post, rest(site, f"/wp/v2/posts/{post}", status="publish")[1])


def password_taken_off(site: Site, text: str) -> Generator[None, None, Outcome]:
    post = site.draft(text)
    site.force(post, post_status="publish", post_password="secret")
    yield
    return Outcome(post, rest(site, f"/wp/v2/posts/{post}", password="")[1])


def written_into_the_database(site: Site, text: str) -> Generator[None, None, Outcome]:
    """Nothing sees it; the daily round finds it."""
    post = site.draft(text)
    yield
    site.mails()
    site.force(post, post_status="publish")
    site.php(
        "update_option('wirecheck_sweep_at', $with['id'] - 1); do_action('wirecheck_sweep');",
        id=post,
    )
    return Outcome(post, mailed(site))
