"""The block editor in a real browser: what an author sees, and can do about it."""

import os
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.api.conftest import Served, start
from tests.chromium import IN_A_BROWSER, new_context
from tests.integrations.wordpress.site import Site
from tests.integrations.wordpress.stories import ITEMS, OWN, PHRASES, draft_of

PICTURES = os.environ.get("WIRECHECK_PICTURES")  # a folder; pictures for people to look at
SITES = pytest.mark.parametrize("site", ["6.1", "6.8", "7.1"], indirect=True)
pytestmark = IN_A_BROWSER


@pytest.fixture(scope="module")
def keyed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Served, dict[str, str]]]:
    """A service that asks for keys: one for the site, which releases nothing, one for the desk."""
    running = start(tmp_path_factory.mktemp("keyed") / "data")
    wanted = {"admin": ["admin"], "cms": ["check"], "desk": ["check", "role:rights-desk"]}
    keys: dict[str, str] = {}
    with running.client() as client:
        assert client.post("/v1/sources", json={"items": ITEMS}).status_code == 201
        for label, scopes in wanted.items():
            answer = client.post("/v1/keys", json={"label": label, "scopes": scopes})
            keys[label] = answer.json()["key"]
            client.headers["Authorization"] = f"Bearer {keys['admin']}"
    yield running, keys
    running.stop()


@pytest.fixture(scope="module")
def signed_in(browser: Any) -> Callable[[Site, str], Any]:
    """Gives the browser of a person at a site; its scripts are fetched and compiled once."""

    @cache
    def context_of(base: str, name: str) -> Any:
        context = new_context(browser, viewport={"width": 1280, "height": 900})
        # Not by its page, which moves the focus after a moment: words go into the other field.
        answer = context.request.post(
            f"{base}/wp-login.php", form={"log": name, "pwd": f"{name}-pw"}
        )
        assert "/wp-admin/" in answer.url
        return context

    return lambda site, name: context_of(site.base, name)


class Editor:
    """The block editor with one post, as an author uses it."""

    def __init__(self, context: Any, site: Site) -> None:
        self.site = site
        self.page = context.new_page()
        self.faults: list[str] = []
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))

    def open(self, post: int) -> None:
        self.page.goto(f"{self.site.base}/wp-admin/post.php?post={post}&action=edit")
        self.ready()

    def write_new(self, content: str) -> None:
        self.page.goto(f"{self.site.base}/wp-admin/post-new.php")
        self.ready()
        self.run("wp.data.dispatch('core/editor').editPost({title: 'Piers'})")
        self.page.evaluate(
            "c => wp.data.dispatch('core/block-editor').resetBlocks(wp.blocks.parse(c))", content
        )

    def ready(self) -> None:
        self.page.wait_for_function(
            "window.wp && wp.data && wp.data.select('core/editor')"
            " && wp.data.select('core/editor').getCurrentPostId()"
        )
        self.page.wait_for_selector(
            ".editor-post-publish-panel__toggle, .editor-post-publish-button"
        )

    def run(self, code: str) -> Any:
        """What code of the page gives (or what its promise does)."""
        return self.page.evaluate(f"async () => await ({code})")

    def panel(self) -> None:
        """Opens the panel that comes before publishing, and waits for the verdict in it."""
        self.page.click(".editor-post-publish-panel__toggle")
        self.page.wait_for_selector(".wirecheck-verdict .components-notice")

    def sidebar(self) -> None:
        self.page.click("button[aria-label='Wirecheck']")
        self.page.click(".wirecheck-check")
        self.page.wait_for_selector(".wirecheck-verdict .components-notice")

    def verdict(self) -> str:
        return str(self.page.locator(".wirecheck-verdict").first.inner_text())

    def publish(self) -> Any:
        return self.page.locator(".editor-post-publish-panel__header-publish-button button")

    def picture(self, name: str) -> None:
        if PICTURES:
            path = Path(PICTURES) / f"{name}-{self.site.version}.png"
            self.page.screenshot(path=str(path))

    def close(self) -> None:
        self.page.close()
        assert self.faults == []


@pytest.fixture
def editor(signed_in: Callable[[Site, str], Any], site: Site) -> Iterator[Editor]:
    opened = Editor(signed_in(site, "editor"), site)
    yield opened
    opened.close()


@SITES
def test_before_publishing_the_author_sees_why_and_a_fix_lets_the_text_out(editor: Editor) -> None:
    editor.write_new(draft_of("credit missing"))
    editor.panel()
    assert "credit is missing" in editor.verdict()
    assert PHRASES["credit missing"] in editor.verdict()
    editor.page.wait_for_selector(
        ".editor-post-publish-panel__header-publish-button button[aria-disabled=true]"
    )
    editor.picture("1-credit-missing")
    editor.page.locator(".wirecheck-fix").first.click()
    editor.page.wait_for_selector(".wirecheck-verdict .components-notice.is-success")
    editor.page.wait_for_function(
        "wp.data.select('core/editor').getEditedPostContent().includes('AFP')"
    )
    editor.picture("2-mended")
    editor.publish().click()
    editor.page.wait_for_function(
        "wp.data.select('core/editor').getCurrentPost().status === 'publish'"
    )


@SITES
def test_a_fix_that_is_pressed_twice_is_put_in_once(editor: Editor) -> None:
    editor.write_new(draft_of("credit missing"))
    editor.panel()
    editor.page.locator(".wirecheck-fix").first.evaluate(
        "button => { button.click(); button.click() }"
    )
    editor.page.wait_for_selector(".wirecheck-verdict .components-notice.is-success")
    content = "wp.data.select('core/editor').getEditedPostContent()"
    assert str(editor.page.evaluate(content)).count("AFP") == 1


@SITES
def test_a_text_that_was_changed_since_is_checked_before_a_fix(editor: Editor) -> None:
    editor.write_new(draft_of("credit missing"))
    editor.panel()
    editor.run(
        "wp.data.dispatch('core/block-editor').insertBlock("
        "wp.blocks.createBlock('core/paragraph', {content: 'Written meanwhile.'}))"
    )
    editor.page.wait_for_selector(".wirecheck-fix[disabled]")
    editor.page.click(".wirecheck-check")
    editor.page.wait_for_selector(".wirecheck-fix:not([disabled])")


@SITES
def test_a_refused_author_can_still_save_a_draft_and_nothing_stays_locked(editor: Editor) -> None:
    editor.write_new(draft_of("blocked"))
    editor.panel()
    assert "quaywire" in editor.verdict()
    editor.page.wait_for_function("wp.data.select('core/editor').isPostSavingLocked()")
    editor.picture("3-blocked")
    editor.page.click(".editor-post-publish-panel__header-cancel-button button")
    editor.page.wait_for_function("!wp.data.select('core/editor').isPostSavingLocked()")
    # Whatever the page does, the server refuses, and says why.
    editor.run("wp.data.dispatch('core/editor').editPost({status: 'publish'})")
    editor.run("wp.data.dispatch('core/editor').savePost()")
    editor.page.wait_for_selector(".components-notice.is-error")
    assert "quaywire" in editor.page.locator(".components-notice.is-error").first.inner_text()
    editor.page.wait_for_function(
        "wp.data.select('core/editor').getEditedPostAttribute('status') !== 'publish'"
    )
    editor.picture("4-refused")
    if editor.run("wp.data.select('core/editor').isEditedPostDirty()"):  # else it saved itself
        editor.page.get_by_role("button", name="Save draft").first.click()
    editor.page.wait_for_function(
        "wp.data.select('core/editor').getCurrentPost().status === 'draft'"
        " && !wp.data.select('core/editor').isEditedPostDirty()"
    )
    saved = editor.run("wp.data.select('core/editor').getCurrentPostId()")
    assert PHRASES["blocked"] in editor.site.content(saved)
    editor.picture("5-draft-saved")


@SITES
def test_an_update_of_a_live_article_is_refused_and_the_words_stay_in_the_editor(
    editor: Editor,
) -> None:
    post = editor.site.draft(draft_of("licensed"))
    editor.site.force(post, post_status="publish")
    editor.open(post)
    editor.page.evaluate(
        "c => wp.data.dispatch('core/block-editor').resetBlocks(wp.blocks.parse(c))",
        draft_of("blocked"),
    )
    editor.run("wp.data.dispatch('core/editor').savePost()")
    editor.page.wait_for_selector(".components-notice.is-error")
    editor.picture("6-update-refused")
    assert PHRASES["licensed"] in editor.site.content(post)
    content = editor.run("wp.data.select('core/editor').getEditedPostContent()")
    assert PHRASES["blocked"] in content
    assert editor.site.status(post) == "publish"


@SITES
def test_those_whom_the_policy_lets_release_with_a_reason(
    editor: Editor, keyed: tuple[Served, dict[str, str]]
) -> None:
    service, keys = keyed
    editor.site.set(url=service.base, key=keys["cms"], release_key=keys["desk"])
    editor.site.set(release_roles="editor")
    post = editor.site.draft(draft_of("blocked"))
    editor.open(post)
    editor.sidebar()
    assert "quaywire" in editor.verdict()
    editor.page.fill(".wirecheck-release textarea", "Cleared by phone with the agency.")
    editor.picture("7-release")
    editor.page.click(".wirecheck-release button")
    editor.page.wait_for_selector(".wirecheck-verdict .components-notice.is-success")
    editor.run("wp.data.dispatch('core/editor').editPost({status: 'publish'})")
    editor.run("wp.data.dispatch('core/editor').savePost()")
    editor.page.wait_for_function(
        "wp.data.select('core/editor').getCurrentPost().status === 'publish'"
    )
    check = editor.site.php("return get_post_meta($with['id'], '_wirecheck_check', true);", id=post)
    with service.client(headers={"Authorization": f"Bearer {keys['cms']}"}) as client:
        given = client.get(f"/v1/checks/{check}").json()["overrides"]
    assert "Editor Quill (editor, " in given[0]["why"]
    assert "Cleared by phone" in given[0]["why"]


@SITES
def test_while_nobody_answers_the_author_is_told_that_the_text_waits(editor: Editor) -> None:
    editor.site.set(url="http://127.0.0.1:9")
    editor.write_new(f"<!-- wp:paragraph --><p>{OWN}</p><!-- /wp:paragraph -->")
    editor.panel()
    assert "not checked" in editor.verdict()
    editor.publish().click()
    editor.page.wait_for_function(
        "wp.data.select('core/editor').getCurrentPost().status === 'pending'"
    )
    editor.page.wait_for_selector(".components-notice.is-warning")
    editor.picture("8-waits")
    saved = editor.run("wp.data.select('core/editor').getCurrentPostId()")
    editor.site.php("delete_post_meta($with['id'], '_wirecheck_queue');", id=saved)


@SITES
def test_the_key_is_nowhere_in_what_a_browser_gets(editor: Editor) -> None:
    editor.site.set(key="wck_very_secret", webhook_secret="whsec_c2VjcmV0LW9mLWxhbnRlcm4=")
    post = editor.site.draft(draft_of("licensed"))
    admin = editor.site.person("admin")
    pages = [f"/wp-admin/post.php?post={post}&action=edit", "/wp-admin/options.php"]
    pages += ["/wp-admin/options-general.php?page=wirecheck", "/wp-admin/site-health.php"]
    pages += ["/?rest_route=/wp/v2/settings", "/wp-admin/export.php?download=true"]
    for address in pages:
        shown = admin.get(address).text
        assert "wck_very_secret" not in shown, address
        assert "c2VjcmV0" not in shown, address
    stored = editor.site.php("return wp_json_encode(get_option('wirecheck_settings'));")
    assert "wck_very_secret" not in stored
    assert editor.site.php("return (new Wirecheck_Settings)->get('key');") == "wck_very_secret"


@SITES
def test_quick_edit_shows_the_reason_in_the_row_and_the_list_keeps_it(
    editor: Editor, signed_in: Callable[[Site, str], Any]
) -> None:
    post = editor.site.draft(draft_of("blocked"))
    editor.page.goto(f"{editor.site.base}/wp-admin/edit.php?post_status=draft")
    row = editor.page.locator(f"#post-{post}")
    row.hover()
    row.locator("button.editinline").click()
    form = editor.page.locator(f"#edit-{post}")
    form.locator("select[name=_status]").select_option("publish")
    form.locator(".save").click()
    said = form.locator(".notice-error")
    said.wait_for()
    assert "quaywire" in said.inner_text()
    editor.picture("9-quick-edit")
    editor.page.reload()
    assert "quaywire" in editor.page.locator(f"#post-{post} .column-wirecheck").inner_text()
    editor.picture("10-list")
    admin = Editor(signed_in(editor.site, "admin"), editor.site)
    admin.page.goto(f"{editor.site.base}/wp-admin/options-general.php?page=wirecheck")
    admin.picture("11-settings")
    admin.close()
