-- A text as it is compared: the same as org.whistle.kit.text.Spelling, whose test compares the two.
create function whistle_folded(written text) returns text language sql immutable strict parallel safe as $$
    select btrim(regexp_replace(regexp_replace(lower(normalize(regexp_replace(written,
        '[\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u202A-\u202E\u2060-\u206F\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF9-\uFFFB\U000E0000-\U000E0FFF]',
        '', 'g'), nfkc) collate pg_catalog.pg_c_utf8), '[\u2010-\u2015\u2212]', '-', 'g'), '[ \t\n\r\u2028\u2029]+', ' ', 'g'))
$$;
