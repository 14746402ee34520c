"""The words of field names and elements, by what they state: a holder, a source, a caption.

They are those of the trade's formats (NITF, NewsML, ninjs, IPTC, RightsML, schema.org, SKOS, HTML),
of the fields that newsrooms' systems commonly have, and what desks call these in their language.
Names of fields have no accents here, since marked text has none.
"""

import re
from unicodedata import normalize

__all__ = [
    "ANNOTATED",
    "ANSWERED",
    "ARTICLE",
    "CAMERA",
    "CONFIGURED",
    "DATED",
    "DEFINED",
    "DETAILS",
    "HOUSES",
    "LAYOUT",
    "MEASURED",
    "NAMING",
    "OF_PICTURES",
    "PERSONAL",
    "PICTURE",
    "PICTURED",
    "RANKS",
    "STEMS",
    "STORIES",
    "VOCABULARY",
    "VOTED",
]
_ACCENT = re.compile("[\u0300-\u036f]")
_NO_LETTER = re.compile(r"[\W\d_]")


def _of(words: str) -> frozenset[str]:
    """The words as names of fields have them, without accents and vowel signs."""
    bare = {_ACCENT.sub("", normalize("NFD", word)) for word in words.split()}
    bare = {normalize("NFC", word) for word in bare}
    return frozenset(bare | {_NO_LETTER.sub("", word) for word in bare if not word.isascii()})


# By rank: the first of these that a step has is what it states.
RANKS: tuple[tuple[str, frozenset[str]], ...] = (
    (
        "holder",
        _of(
            """copyright copyrights holder owner owned rights rightsholder copyrighted rechte
    rechteinhaber rechteinhaberin urheber urheberin urheberrecht urhebervermerk droits
    ayantdroit titulaire derechos titularidad diritti direitos detentor rechten
    rechthebbende rettigheder rettigheter rättigheter upphovsrätt ophavsret opphavsrett
    tekijänoikeus oikeudet höfundarréttur autoriõigus autortiesības autorteisės prawa
    właściciel wlasciciel práva autorskáprava autorsképrávo jogok jogtulajdonos szerzőijog
    drepturi pravice prava autorskaprava права правообладатель авторскоеправо авторскіправа
    авторскоправо авторскаправа πνευματικάδικαιώματα δικαιώματα telif telifhakkı haklar
    müəllifhüququ hakcipta bảnquyền banquyen حقوق حقوقالنشر حقوقالطبع حقنشر זכויות
    זכויותיוצרים कॉपीराइट ลิขสิทธิ์ 版权 版權 著作権 著作權 저작권"""
        ),
    ),
    (
        "source",
        _of(
            """source sources creator creators author authors byline bylines byttl by credit credits
    creditline credittext agency agencies writer writers contributor contributors authorname
    infosource origin firma signature sign signoff sentfrom party quelle autor autoren
    auteur autore autora fuente fonte kilde kilder källa byrå zdroj agencia agence agentur
    agenzia forfatter reporter journalist service wire feed accountable sourced newsproduct
    newsservice attribution artist photographer fotograf notice terms dateline bodyfooter
    attr storyfooter articlefooter textfooter endnote sourceorganization copyrightnotice
    copyrightholder copyrightline publishername author_name site_author provenance trailer
    distributedby quellen quellenangabe quellenvermerk nachrichtenquelle autorin
    autorenzeile verfasser verfasserin kürzel kuerzel agenturen agenturvermerk agenturkürzel
    nachrichtenagentur presseagentur pressedienst   fuentes autora autores
    agencias agencianoticias     firmas redactor redactora
    procedencia fontes autoria agências agência repórter redação assinatura fonti agenzie
    autori firma redattore provenienza auteurs autrice agences signataire rédacteur
    provenance signatures bron bronnen bronvermelding auteursnaam schrijver persbureau
    nieuwsbureau kilde kilder  nyhedsbureau forfatternavn skribent nyhetsbyrå
    nyhetsbyra nyhetsbyrå byrå byra telegrambyrå författare forfattare källor lähde lähteet
    kirjoittaja toimittaja uutistoimisto toimisto tekijä tekija tietotoimisto heimild
    höfundur fréttastofa allikas autorid uudisteagentuur avots autors aģentūra ziņuaģentūra
    šaltinis autorius agentūra naujienųagentūra źródło zrodlo źrodlo agencja agencje
    agencjaprasowa podpis sygnatura autorzy zdroje agentura agentúra autorka autoři podpis
    tisková tlačová autorom forrás forras hírügynökség hirugynokseg ügynökség szerző szerzo
    sursa sursă surse agenție agentie agenția autori autoarea semnătură semnatura izvor
    izvori agencija autorica avtor avtorica potpis novinskaagencija извор агенција аутор
    потпис автор автори авторка агенция източник источник источники агентство
    информагентство авторы корреспондент подпись джерело агентство агенція кореспондент
    підпис крыніца аўтар агенцтва burimi burim agjencia agjensia autori autorja πηγή πηγές
    πρακτορείο συντάκτης συντάκτες συγγραφέας υπογραφή kaynak kaynağı kaynaklar ajans ajansı
    haberajansı muhabir yazar imza mənbə agentlik müəllif дереккөз агенттік манба sumber
    kantorberita pewarta penulis wartawan agensi pengarang nguồn hãngtin tácgiả thôngtấnxã
    phóngviên nguon tacgia hangtin المصدر مصدر المصادر وكالة الوكالة وكالةالأنباء الكاتب
    كاتب المؤلف المراسل بقلم محرر المحرر منبع منابع خبرگزاری نویسنده خبرنگار ماخذ ذریعہ مصنف
    ایجنسی מקור סוכנות סוכנותידיעות כתב מאת מחבר स्रोत सोर्स एजेंसी समाचारएजेंसी लेखक
    संवाददाता सूत्र উৎস সূত্র সংস্থা লেখক প্রতিবেদক ஆதாரம் మూలం ಮೂಲ ഉറവിടം ที่มา แหล่งที่มา
    แหล่งข่าว สำนักข่าว ผู้เขียน ผู้สื่อข่าว 来源 來源 稿源 稿件来源 消息来源 文章来源
    信息来源 通讯社 通訊社 供稿 记者 記者 作者 出处 出處 署名 出典 提供 提供元 配信 配信元
    配信社 通信社 著者 情報源 執筆者 クレジット ソース 출처 통신사 제공 제공처 기자 저자
    작성자 언론사 press nachweis bureau istochnik agentstvo avtor dzherelo pigi praktoreio masdar
    almasdar laiyuan zuozhe chulcho shutten photographe fotógrafo fotografo fotograaf fotografin
    kuvaaja fotós fotoreporter ljósmyndari фотограф фотокор fotoğrafçı fotoğraf fotografcu
    摄影 摄影师 攝影 撮影者 撮影 사진기자 المصور مصور عکاس צלם צילום ช่างภาพ เครดิต mediaproducer
    bildnachweis bildautor chanzo shirika mwandishi pinagmulan iturria albistegia fontefoto"""
        ),
    ),
    (
        "provider",
        _of(
            """provider providers prov supplier vendor partner channel anbieter lieferant zulieferer
    fournisseur proveedor fornitore fornecedor leverancier leverandør leverantör dostawca
    dodavatel dodávateľ szállító furnizor поставщик постачальник προμηθευτής sağlayıcı
    penyedia المزود المورد 供应商 供應商 제공자"""
        ),
    ),
    (
        "distributor",
        _of("""distributor distributors regsrc transmitter carrier sender gateway"""),
    ),
    (
        "publisher",
        _of("""publisher publishers"""),
    ),
    (
        "caption",
        _of(
            """alt caption captions figcaption legend cutline bildtext bildunterschrift bildzeile
    leyenda epigrafe epígrafe piedefoto didascalia legenda légende legende onderschrift
    billedtekst bildetekst kuvateksti bildbeskrivning bildlegende podpiszdjecia popisek
    képaláírás kepalairas legendă potpisslike натпис подписькфото підписдофото λεζάντα
    resimaltı altyazı keteranganfoto chúthích chuthich 图片说明 圖片說明 图说 圖說
    キャプション 写真説明 캡션 사진설명"""
        ),
    ),
    (
        "site",
        _of("""site sitename website brand logo host app"""),
    ),
    (
        "subject",
        _of(
            """keyword keywords tag tags topic topics subject subjects category categories section
    sections entity entities mention mentions about organisation organisations company
    companies ticker symbol place location city"""
        ),
    ),
    (
        "running text",
        _of(
            """texte texto testo tekst teksti corps cuerpo corpo inhalt contenido conteudo contenuto
    innehall sisalto tresc obsah tartalom icerik metin isi noidung textkörper vorspann chapo
    entradilla desc descripcion descrizione beschreibung текст содержание содержимое
    описание τιτλος κειμενο النص محتوى متن 正文 内容 内文 本文 본문 내용 เนื้อหา body
    articlebody text story content description headline title summary abstract lead lede
    intro teaser excerpt message paragraph block snippet subheadline hedline hl1 hl2 heading
    subtitle context story_text html plaintext comment review question answer transcript
    brodtext cdata"""
        ),
    ),
)
PICTURE = _of(
    """image images imageobject img figure poster figcaption media rendition renditions caption
    captions picture pictures photo photos photograph thumbnail thumb bild bilder foto fotos
    gallery galleries slideshow photographer fotograf mediaobject videoobject video
    photocredit imagecredit symbolfoto bildtext bildunterschrift bildquelle icon cutline
    featured cover img illustration imagen imagenes immagine afbeelding kuva kuvat valokuva
    kuvaaja fotografin photographe fotógrafo fotografo fotograaf fotografi fotografía
    fotografia bildnachweis bildrechte bildautor fotonachweis fotoquelle fotocredit
    teaserbild titelbild aufmacherbild bilde billede billedkreditering fotobyline zdjęcie
    zdjecie zdjęcia zdjecia obrazek snímek snimek obrázek kép kepek fotó fotók imagine
    imagini slika fotografija fotoğraf fotograf resim görsel gorsel şəkil gambar ảnh anh
    hìnhảnh hinhanh фото фотография фотограф снимок изображение картинка світлина зображення
    снимка слика фотографија εικόνα φωτογραφία φωτογράφος صورة الصورة صور المصور عکس تصویر
    عکاس תמונה צילום צלם फोटो तस्वीर चित्र ছবি ภาพ รูปภาพ ช่างภาพ 图片 圖片 照片 摄影 攝影
    摄影师 图源 画像 写真 撮影 撮影者 사진 이미지"""
)
# Compounds of them: "coverimg", "fotocredit".
PICTURED = re.compile(r"image|photo|foto|picture|bild|img$|^img")
# Words of a story's fields that a picture's record describes it with, too.
DESCRIBING = _of(
    """caption text texte texto testo tekst teksti metin content description beschreibung
    descripcion descrizione legende pie desc opis popis leírás açıklama acıklama kuvaus descrição
    beskrivning beskrivelse omschrijving beschrijving keterangan опис περιγραφή وصف تعليق شرح
    說明 说明 説明 설명 विवरण คำอธิบาย คำบรรยาย текст описание 正文 本文 본문"""
)
# Fields that an object of a picture has beside its credit, and an article has not.
OF_PICTURES = _of(
    """caption alt contenturl thumbnailurl focalpoint alttext width height dimensions maxdimensions
    resolution orientation megapixels filesize photographer camera exif iptc datetaken
    imageurl imgurl photourl fotograf bildtext bildunterschrift legende pie piedefoto legenda
    didascalia onderschrift bijschrift bildetekst billedtekst kuvateksti podpis popisek
    captionabstract imagesize focallength exposuretime shutterspeed aperture fnumber cameramodel
    cameramake datetimeoriginal megapixel aufnahmedatum aufnahmeort bildgröße bildgrösse
    képaláírás kepalairas подпись підпис altyazı 撮影日時 撮影者 撮影場所 画像サイズ 拍摄时间 图说
    圖說 キャプション 사진설명"""
)
# Of these, what a camera writes into a picture's file.
CAMERA = _of(
    """camera exif iptc datetaken captionabstract imagesize focallength exposuretime shutterspeed
    aperture fnumber cameramodel cameramake datetimeoriginal bildgröße bildgrösse aufnahmedatum
    撮影日時 画像サイズ 拍摄时间"""
)
HOUSES = _of("organization organisation")
ARTICLE = _of(
    """newsarticle article reportagenewsarticle blogposting webpage newsitem nitf newsml"""
)
VOCABULARY = _of(
    """concept conceptset conceptid knowledgeitem skos cpnat scheme inscheme preflabel altlabel
    option optgroup select enum enumeration choices choice options vocabulary thesaurus
    glossary dictionary term terms_list lookup acronym abbreviation abbr codelist catalog
    transunit xliff tuv facet bucket hitlist menu nav navigation checkbox radio dropdown definition
    marker placeholder placeholders tooltip helptext helpertext hint
    markers pattern patterns prefixes suffixes needles stopwords allowlist blocklist"""
)
DEFINED = frozenset(
    """definition note related broader narrower sameas exactmatch prefLabel altlabel country
    countries founded headquarters population website language languages acronym
    abbreviation shortname fullname domain domains hostnames aliases synonyms homepage employees
    tara limba land sprache pays langue pais idioma paese lingua kraj jezyk zeme jazyk ulke dil
    wikidata feed feeds feedurl rss rssurl xmlurl atom sitemap""".lower().split()
)
CONFIGURED = _of(
    """enabled active closed disabled parser interval expiry timeout username password port
    schedule config configuration settings provider_id rule_set token endpoint retries
    required default schema fields regex pattern selector xpath feed_parser"""
)
# What the record of a source says of it, and no story's: how it is reached, how much it is worth.
MEASURED = _of(
    """error errors failed failures latency latencyms uptime health healthy count counts
    articlecount totalarticles articles share weight bias tier score reliability credibility trust
    trustscore rank ranking retry n langs last lastseen seen lastfetch fetched frequency followers
    subscribers enabled disabled interval feedurl"""
)
ANSWERED = _of("status success message")  # two of these are the answer of a service
# What a reader's post has beside its author's name, whatever it tells.
VOTED = _of("points karma votes votescount upvotes downvotes numcomments replies retweets reposts")
# What a person's record has beside the name and no story's: a job, an address, a birthday.
DETAILS = _of(
    """occupation workplace testimony testimonial testimonials designation jobtitle profession
    beruf metier profesion cargo meslek unvan linkedin github gender age birthday dob salary skills
    hobbies email phone telefon surname lastname firstname nachname vorname soyad soyisim department
    abteilung nationality username"""
)
# What a text has beside it that is taken apart for a program to learn from.
ANNOTATED = _of(
    """label labels tokens entity entities ner span spans offset offsets expected gold postags"""
)
NAMING = _of(
    """name names value values literal label formalname qcode id uri alternatename legalname
    content displayname full title fullname party person organization organisation
    newsmediaorganization agent entity item items term list ref key code en de fr es it nl
    no sv pt"""
)
LAYOUT = _of(
    """p span div strong em b i u a td th tr li ul ol dl dd dt h1 h2 h3 h4 h5 h6 font center
    abbr acronym small br table tbody section article header footer main body html aside
    blockquote pre code sup sub cite time nobr data hl1 hl2 body.content block"""
)


# Fields for a person or a place: they name no party that a distributor could stand behind.
PERSONAL = _of(
    """byline bylines byttl by author authors authorname writer writers reporter journalist
    dateline artist photographer autor autoren auteur autore autora forfatter fotograf"""
)


# What a story's record has beside its source and nothing else has: its headline, its text.
STORIES = _of(
    """title headline head heading slug slugline hed hedline subject body text content story
    lead lede summary abstract teaser article caption titel uberschrift schlagzeile
    titelzeile meldung vorspann titre chapo texte titulo titular entradilla texto noticia
    manchete titolo testo notizia kop bericht rubrik rubrikk overskrift brodtext otsikko
    teksti pealkiri virsraksts antraste tytul tytuł naglowek nagłowek nadpis titulek cim
    szoveg titlu perex podnadpis podtitulek zajawka podtytul alcim manchet manchette ingress
    nedrubrik underrubrik underoverskrift untertitel dachzeile oberzeile anleser soustitre accroche
    bajada volanta copete subtitulo antetitulo sumario resumen resumo gravata occhiello
    catenaccio sottotitolo sommario subkop ondertitel standfirst dek deck nadnaslov
    podnaslov подзаголовок анонс лид spot özet ringkasan سرتیتر 导语 摘要 リード 부제
    naslov tekst naslovnica заголовок заглавие наслов текст новость новина τιτλος κειμενο
    baslik baslık metin haber zagolovok tekst novost titlos keimeno biaoti zhengwen jemok
    judul isi berita tajuk tieude noidung tieu العنوان عنوان النص متن
    تیتر כותרת शीर्षक 标题 標題 正文 题目 見出し 本文 タイトル 제목 본문 หัวข้อ"""
)
# When it was published.
DATED = _of(
    """date dated datetime published publishedat pubdate created createdat updated updatedat
    issued received moved time timestamp day datum datums fecha data dato päivä päiväys
    kuupäev datums gepubliceerd geplaatst veröffentlicht aktualisiert erschienen publié parution
    publicado publicada actualizado pubblicato aggiornato publicerad uppdaterad publisert oppdatert
    offentliggjort julkaistu opublikowano vydáno publikováno zveřejněno megjelent publicat
    objavljeno опубликовано обновлено опубліковано yayınlanma дата дата_публикации
    время ημερομηνία tarih tanggal ngày التاريخ تاريخ
    تاریخ תאריך तारीख 日期 时间 時間 日時 날짜 วันที่"""
)

# Words that languages with compounds end or begin a field's name with: "Agenturvermerk".
STEMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "holder",
        re.compile(r"urheber|rechteinhaber|rightsholder|upphovs|ophavs|opphavs|tekijanoike"),
    ),
    (
        "source",
        re.compile(
            r"agentur(?!en?liste)|quellen?(?:angabe|vermerk|nachweis|zeile|name)?$|^quellen?(?=.)"
            r"|pressedienst|kurzel$|kuerzel$|byline|kilde(?:angivelse|r)?$|^kilde"
            r"|kallan?(?:gabe)?$|byra(?:et|n)?$|^byra|bronvermelding|persbureau|nieuwsbureau"
            r"|(?:ny(?:heds|hets))bureau|toimisto$|lahde$|^lahde|ugynokseg|hirugynokseg|forras$"
            r"|forras(?:a|megjeloles)$|creditline|sourceline|agency(?:name|credit|source)?$"
            r"|(?<!re)(?<!data)(?<!out)(?<!open)(?<!crowd)(?<!event)"
            r"source(?:name|text|line|title|org)?$"
        ),
    ),
)
