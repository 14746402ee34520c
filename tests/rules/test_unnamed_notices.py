"""Notices that a text is an agency's as it came, which do not say whose: a person has to ask."""

import pytest

from checker.engine import Engine
from checker.models.draft import Draft
from tests.packaged import packaged_engine

STORY = (
    "The ferry will sail again in May after six months of repairs, the council said on Monday.\n"
    "Bakers in the old town say that flour has never cost as much as it does this winter.\n"
)


@pytest.fixture(scope="module")
def engine() -> Engine:
    return packaged_engine()


def owners(engine: Engine, text: str) -> set[str]:
    """The owners that findings claim a text for."""
    return {one.agency for one in engine.scan(Draft(text)).findings if one.role == "text"}


@pytest.mark.parametrize(
    "notice",
    [
        "This content was provided by a news agency and was not edited.",
        "(With agency inputs)",
        "Diese Meldung wurde automatisch aus dem Feed einer Agentur übernommen.",
        "Dieser Artikel einer Nachrichtenagentur wurde von der Redaktion nicht bearbeitet.",
        "Ce texte d'une agence de presse n'a pas été relu par la rédaction.",
        "Cet article est une dépêche d'agence, publiée automatiquement.",
        "Este contenido de agencias se publica de forma automática.",
        "Esta nota fue enviada por una agencia y no ha sido modificada.",
        "Esta matéria, de agências, não foi editada pela redação.",
        "Contenuto di agenzia di stampa, pubblicato senza modifiche.",
        "Dit artikel is van een nieuwsbureau overgenomen.",
        "Denna text kommer från en nyhetsbyrå och är inte redigerad.",
        "Denne saken er fra et nyhetsbyrå og er publisert automatisk.",
        "Tekst pochodzi z serwisu agencyjnego, publikowany automatycznie.",
        "Text byl převzat z agenturního servisu a nebyl redigován.",
        "Acest text de la o agenție de presă a fost preluat automat.",
        "Haber ajanslarından otomatik olarak yayınlanmaktadır.",
        "(По материалам информагентств)",
        "(За повідомленнями інформаційних агентств)",
        "本文由通讯社提供，未经编辑。",
        "この記事は通信社から配信されたものです。",
        "본 기사는 통신사 원문을 그대로 실은 것입니다.",
        "(نقلا عن وكالات الأنباء)",
        "به نقل از خبرگزاری‌ها",
        "Berita ini dari kantor berita, terbit otomatis.",
        "Bài viết lấy từ hãng thông tấn, không biên tập.",
    ],
)
def test_a_notice_without_a_name_claims_the_text(engine: Engine, notice: str) -> None:
    assert owners(engine, f"{STORY}{notice}") == {"generic"}


@pytest.mark.parametrize(
    "line",
    [
        "The council told news agencies that the ferry is safe.",
        "This report about a news agency was provided by our staff.",
        "This film was provided by an advertising agency.",
        "Dieser Text über eine Nachrichtenagentur erschien im Mai.",
        "Dieser Beitrag einer Agentur für Arbeit wurde nicht bearbeitet.",
        "Cet article raconte l'histoire d'une agence de presse.",
        "Esta nota de agencias de viajes no ha sido editada.",
        "Este texto é sobre agências de notícias.",
        "L'articolo parla di un'agenzia di stampa.",
        "Dit bericht gaat over een persbureau.",
        "Haber ajansları limanı anlattı.",
        "По материалам информагентств, паром снова ходит.",
        "За матеріалами інформагенцій, пором знову ходить.",
        "通讯社提供的稿件很多。",
        "通信社の記者が港を訪れた。",
        "통신사 요금이 올랐다.",
        "قال المدير لوكالات الأنباء إن العبارة آمنة.",
        "Kantor berita itu tidak disunting.",
    ],
)
def test_what_speaks_of_agencies_is_no_notice(engine: Engine, line: str) -> None:
    assert owners(engine, f"{STORY}{line}") == set()


def test_a_notice_beside_an_agency_that_is_named_is_a_mention(engine: Engine) -> None:
    text = f"OSLO (Reuters) - {STORY}This report is auto-generated from a wire service."
    assert owners(engine, text) == {"reuters"}


@pytest.mark.parametrize(
    "terms",
    [
        "Syndication to other titles needs the agency's written consent.",
        "Republication without the permission of the news agency is an offence.",
        "Jede Verbreitung, auch in Teilen, ist ohne Einwilligung der Agentur untersagt.",
        "Toute rediffusion est interdite sans l'accord préalable et écrit de l'agence.",
        "Queda prohibida la difusión y redistribución sin la autorización escrita de esta agencia.",
        "Proibida a divulgação e publicação sem consentimento prévio da agência.",
        "È vietata la riproduzione senza l'autorizzazione scritta dell'agenzia.",
        "Verspreiding zonder toestemming van het persbureau is verboden.",
        "Publisering uten tillatelse fra nyhetsbyrået er forbudt.",
        "Jutun julkaiseminen ilman toimiston lupaa on kielletty.",
        "A hír a hírügynökség előzetes hozzájárulása nélkül nem közölhető.",
        "Rozpowszechnianie bez zgody agencji jest zabronione.",
        "Šíření bez předchozího souhlasu agentury je zakázáno.",
        "Difuzarea fără permisiunea agenției este interzisă.",
        "Разпространението без изричното съгласие на агенцията е забранено.",
        "Prenošenje bez dozvole agencije nije dopušteno.",
        "Распространение возможно лишь с письменного согласия агентства.",
        "Поширення без дозволу інформаційного агентства заборонено.",
        "Ajansın izni olmaksızın çoğaltılamaz.",
        "يحظر إعادة نشر المادة دون موافقة خطية من الوكالة",
        "بازنشر بدون مجوز کتبی این خبرگزاری ممنوع است.",
        "एजेंसी की लिखित अनुमति के बिना इसका पुनः प्रकाशन वर्जित है।",
        "未經通訊社書面同意，不得轉載。",
        "通信社の書面による許諾なく複製することはできません。",
        "통신사의 서면 허가 없이 복제할 수 없습니다.",
        "Dilarang menyebarluaskan tanpa izin tertulis dari kantor berita.",
    ],
)
def test_terms_of_an_agency_without_a_name_claim_the_text(engine: Engine, terms: str) -> None:
    assert owners(engine, f"{STORY}{terms}") == {"generic"}


@pytest.mark.parametrize(
    "line",
    [
        "Copying keys without the landlord's consent is an offence, the agency reported.",
        "The copy shop needs the consent of the travel agency.",
        "Die Weitergabe der Daten ist nur mit Zustimmung der Agentur für Arbeit erlaubt.",
        "La publication des photos de l'appartement sans l'accord de l'agence immobilière choque.",
        "La publicación del viaje sin permiso de la agencia de viajes fue un error.",
        "La pubblicazione degli annunci senza il consenso dell'agenzia immobiliare è vietata.",
        "Распространение слухов без согласия агентства недвижимости запрещено.",
        "Ajansın izni olmadan poz vermedi.",
        "通信社の許可が必要だと記者は述べた。",
        "통신사의 동의 없이 요금이 올랐다.",
    ],
)
def test_what_other_agencies_permit_is_no_notice(engine: Engine, line: str) -> None:
    assert owners(engine, f"{STORY}{line}") == set()
