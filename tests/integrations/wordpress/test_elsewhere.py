"""Words that no post holds: widgets, descriptions of categories, what people say of themselves."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.integrations.wordpress.site import Site
from tests.integrations.wordpress.stories import PHRASES, draft_of

pytestmark = pytest.mark.slow
SITES = pytest.mark.parametrize("site", ["6.1", "6.8"], indirect=True)
SAID = {"licensed": "", "credit missing": "AFP", "blocked": "quaywire"}
NEW_WIDGET = """$all = get_option('widget_block');
    $new = max(array_filter(array_keys($all), 'is_int')) + 1;
    update_option('widget_block', array($new => array('content' => $with['text'])) + $all);
    return $new;"""
NO_WIDGETS = """foreach (array('widget_block', 'widget_text') as $name) delete_option($name);
    add_option('widget_block', array(2 => array('content' => '<p>Own.</p>'), '_multiwidget' => 1));
"""
WIDGETS = "return wp_json_encode(get_option($with['name']));"


def plain(text: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", "", text).split())


def new_widget(site: Site, text: str) -> tuple[str, str]:
    site.php(NEW_WIDGET, text=text)
    return site.php(WIDGETS, name="widget_block"), _mailed(site)


def widget_over_rest(site: Site, text: str) -> tuple[str, str]:
    number = site.php(NEW_WIDGET, text="<p>Our own words.</p>")
    answer = site.rest(
        "POST", f"/wp/v2/widgets/block-{number}", "admin", instance={"raw": {"content": text}}
    )
    return site.php(WIDGETS, name="widget_block"), str(answer.json().get("message", ""))


def text_widget(site: Site, text: str) -> tuple[str, str]:
    site.php(
        """update_option('widget_text', array(7 => array('title' => 'x', 'text' => $with['text']),
          '_multiwidget' => 1));""",
        text=plain(text),
    )
    return site.php(WIDGETS, name="widget_text"), _mailed(site)


def new_category(site: Site, text: str) -> tuple[str, str]:
    name = f"c{abs(hash(text))}{site.version}n"
    answer = site.rest("POST", "/wp/v2/categories", "admin", name=name, description=plain(text))
    described = "return get_term_by('name', $with['name'], 'category')->description;"
    return site.php(described, name=name), str(answer.json().get("message", ""))


def category(site: Site, text: str) -> tuple[str, str]:
    made = site.php(
        "return wp_insert_term($with['name'], 'category')['term_id'];", name=f"c{abs(hash(text))}"
    )
    site.mails()
    described = site.php(
        """wp_update_term($with['id'], 'category', wp_slash(array('description' => $with['text'])));
        clean_term_cache($with['id']);
        return get_term($with['id'])->description;""",
        id=made,
        text=plain(text),
    )
    site.php("wp_delete_term($with['id'], 'category');", id=made)
    return described, _mailed(site)


def person(site: Site, text: str) -> tuple[str, str]:
    answer = site.rest("POST", "/wp/v2/users/me", description=plain(text))
    told = "return get_user_meta(get_user_by('login', 'editor')->ID, 'description', true);"
    stored = site.php(told)
    site.php("delete_user_meta(get_user_by('login', 'editor')->ID, 'description');")
    return stored, str(answer.json().get("message", ""))


def _mailed(site: Site) -> str:
    return " ".join(str(mail["message"]) for mail in site.mails())


PLACES: list[Callable[[Site, str], tuple[str, str]]] = [
    new_widget,
    widget_over_rest,
    text_widget,
    new_category,
    category,
    person,
]


@SITES
@pytest.mark.parametrize("situation", list(SAID))
def test_words_that_no_post_holds_are_asked_about(site: Site, situation: str) -> None:
    wrong: dict[str, Any] = {}
    for place in PLACES:
        site.php(NO_WIDGETS)
        site.mails()
        stored, saw = place(site, draft_of(situation))
        there = PHRASES[situation] in stored.replace("\\", "")
        if there is not (situation == "licensed") or SAID[situation] not in saw:
            wrong[place.__name__] = (there, saw[:300])
    assert wrong == {}
    assert site.log() == []


@SITES
@pytest.mark.parametrize("when_down", ["hold", "allow"])
def test_while_nobody_answers_they_stay_as_they_are_and_say_so(site: Site, when_down: str) -> None:
    """Nothing asks about them again, so they never go out unchecked."""
    site.set(url="http://127.0.0.1:9", when_down=when_down)
    answer = site.rest("POST", "/wp/v2/users/me", description="Our own words about ourselves.")
    assert answer.status_code == 503
    assert "not checked" in answer.json()["message"]
    told = "return get_user_meta(get_user_by('login', 'editor')->ID, 'description', true);"
    assert site.php(told) == ""


@SITES
def test_a_person_at_a_screen_reads_it_on_the_next_page(site: Site) -> None:
    browser = site.person("admin")
    page = browser.get("/wp-admin/profile.php").text
    fields = dict(re.findall(r'<input[^>]*?name="([\w-]+)"[^>]*?value="([^"]*)"', page))
    form = {**fields, "description": plain(draft_of("blocked")), "email": "desk@lantern.example"}
    form.pop("pass1", None)
    form.pop("pass2", None)
    shown = browser.post("/wp-admin/profile.php", data=form).text
    shown += browser.get("/wp-admin/").text
    assert "Not taken, and it is as it was: what a person says of themselves." in shown
    assert "quaywire" in shown
