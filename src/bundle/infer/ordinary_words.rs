//! The most ordinary words of languages, by which [`super::language`] tells these apart.

/// Words that every text of a language is full of, and texts of the others are not. Languages without a name are here so that
/// their texts are not taken for those of a neighbour: Catalan, Romanian, the Scandinavian ones, and those of the southern Slavs.
pub(super) const WORDS: [(&str, &[&str]); 15] = [
    (
        "en",
        &[
            "the", "of", "and", "to", "is", "that", "for", "with", "was", "are", "by", "this", "from", "has", "have",
            "its", "which", "their", "will", "we",
        ],
    ),
    (
        "vi",
        &[
            "cua", "va", "la", "cac", "trong", "duoc", "nhung", "khong", "nguoi", "voi", "nay", "cho", "mot", "tai",
            "tu", "da", "cung", "nhieu", "ve", "viet", "phat",
        ],
    ),
    (
        "fr",
        &[
            "le", "les", "des", "et", "une", "dans", "est", "pour", "du", "au", "aux", "sur", "avec", "qui", "cette",
            "sont", "il",
        ],
    ),
    (
        "es",
        &[
            "el", "los", "las", "y", "una", "del", "por", "con", "para", "su", "como", "al", "lo", "este", "esta",
        ],
    ),
    (
        "de",
        &[
            "der", "die", "das", "und", "den", "von", "ist", "mit", "dem", "des", "nicht", "ein", "eine", "auf", "sich",
        ],
    ),
    (
        "pt",
        &[
            "os", "uma", "do", "dos", "em", "ao", "pela", "pelo", "na", "no", "mais", "foi", "sao", "das", "com",
        ],
    ),
    (
        "it",
        &[
            "il", "di", "che", "non", "per", "una", "sono", "della", "del", "nel", "gli", "piu", "anche", "con", "dei",
            "alla",
        ],
    ),
    (
        "nl",
        &[
            "het", "een", "van", "dat", "op", "te", "zijn", "voor", "met", "niet", "aan", "ook", "worden", "bij",
            "naar", "wordt",
        ],
    ),
    (
        "pl",
        &[
            "sie", "nie", "jest", "na", "do", "ze", "oraz", "przez", "jak", "dla", "tym", "po", "od", "ktore", "ale",
            "tego",
        ],
    ),
    (
        "cs",
        &[
            "je", "na", "se", "ze", "pro", "jako", "ale", "jsou", "nebo", "tak", "pri", "ktery", "po", "od", "jeho",
            "vsak",
        ],
    ),
    (
        "id",
        &[
            "yang", "dan", "di", "dengan", "untuk", "dari", "ini", "itu", "dalam", "pada", "adalah", "tidak", "akan",
            "atau", "oleh", "juga",
        ],
    ),
    (
        "",
        &[
            "els", "amb", "per", "una", "del", "dels", "com", "aquest", "aquesta", "les", "mes", "seva", "tambe",
            "pel", "ha", "al",
        ],
    ),
    (
        "",
        &[
            "si", "la", "cu", "din", "este", "pentru", "care", "mai", "sa", "sau", "fost", "prin", "lui", "sunt", "ca",
            "unui",
        ],
    ),
    (
        "",
        &[
            "och", "og", "att", "at", "det", "som", "pa", "av", "af", "med", "til", "till", "ikke", "inte", "har",
            "kan", "eller",
        ],
    ),
    (
        "",
        &[
            "je", "na", "se", "da", "su", "za", "od", "koji", "koje", "kako", "ili", "nije", "sto", "bi", "ali", "kao",
        ],
    ),
];
