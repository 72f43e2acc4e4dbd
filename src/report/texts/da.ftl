# Dansk: det, som byrådet læser.

## Datoer, tal og opremsninger

number-group = .
number-point = ,
date-long = { $day }. { $month } { $year }
date-month = { $month } { $year }
month-january = januar
month-february = februar
month-march = marts
month-april = april
month-may = maj
month-june = juni
month-july = juli
month-august = august
month-september = september
month-october = oktober
month-november = november
month-december = december
list-and = { $first } og { $last }

## Ord, der går igen

word-unknown = ukendt
word-none = ingen
word-none-mark = –
word-question = Spørgsmål { $number }
word-department = { $name } ({ $code })

## Siden

page-skip = Gå til indholdet
page-numbers = { $title }: tallene
page-colophon = Udarbejdet { $date } med tenday.
page-locale = da-DK

## Forsiden af en forespørgsel

cover-reference = Reference
cover-asker = Stillet af
cover-received = Modtaget
cover-due = Svarfrist
cover-due-moved = { $now } (oprindelig { $original })
cover-due-stands = sat i bero (oprindelig { $original })
cover-closed = Afsluttet
cover-open = nej, forespørgslen er åben
cover-departments = Stillet til
cover-state = Status
cover-state-count =
    { $owed ->
        [0] { NUMBER($answered) } af { NUMBER($expected) } svar modtaget
       *[other] { NUMBER($answered) } af { NUMBER($expected) } svar modtaget, { NUMBER($owed) } udestår
    }
cover-follows = Opfølgning på
cover-follow-ups = Fulgt op af
cover-mention = { $reference }: { $title }

## Det samlede svar

round-title = Svar på 10-dages forespørgsel: { $title }
round-letters = Hvem har svaret
round-letters-caption = Svarbreve fra afdelingerne
round-no-letters = Der er ikke modtaget svarbreve.
round-no-letter = intet svarbrev
round-department = Afdeling
round-dated = Dateret
round-received = Modtaget
round-no-case = intet
round-case = Sagsnummer
round-people = Sagsbehandler og underskriver
round-handlers = Sagsbehandler: { $names }
round-signatories = Underskrevet af { $names }
round-outstanding = Udestående svar
round-complete = Alle adspurgte afdelinger har svaret på de spørgsmål, de har fået stillet.
round-owes =
    { $count ->
        [one] { $department } mangler at svare på spørgsmål
       *[other] { $department } mangler at svare på { NUMBER($count) } spørgsmål:
    }
round-questions = Spørgsmålene
round-no-questions = Forespørgslen har endnu ingen spørgsmål.
round-put-to = Stillet til { $departments }.
round-put-to-none = Ikke stillet til nogen afdeling.

## Et svar

answer-summary = Resumé:
wording-verbatim = ordret
wording-summary = resumé
answer-dated = Svar af { $date }.
answer-outstanding = Svaret udestår.
answer-supplementary = Spørgsmålet er ikke stillet til denne afdeling, som har svaret af egen drift.
answer-not-applicable = Afdelingen oplyser, at spørgsmålet ikke er relevant.
answer-see-other = Se svaret på spørgsmål { $question }
answer-see-elsewhere = Afdelingen henviser til et andet af sine svar.
answer-referred = Spørgsmålet besvares af { $department }
answer-referred-elsewhere = Afdelingen henviser til en anden afdeling.

## Faneblade og kolonner i regneark

sheet-answers = Svar
sheet-outstanding = Udestående
sheet-letters = Svarbreve
column-inquiry = Forespørgsel
column-question = Spørgsmål
column-question-text = Spørgsmålets ordlyd
column-department = Afdeling
column-department-name = Afdelingens navn
column-unit = Enhed
column-unit-name = Enhedens navn
column-label = Mærke
column-disposition = Svartype
column-refers-to-question = Henviser til spørgsmål
column-refers-to-department = Henviser til afdeling
column-answer = Svar
column-wording = Ordlyd
column-supplementary = Af egen drift
column-dated-on = Dateret
column-received-on = Modtaget
column-case-number = Sagsnummer
column-handlers = Sagsbehandlere
column-signatories = Underskrivere
sheet-comparison = Sammenligning
sheet-figures = Tal
sheet-inquiries = Forespørgsler
sheet-contacts = Kontaktkanaler
sheet-statistics = Statistik
sheet-request = Spørgsmål
column-state = Status
column-finding = Kode
column-meaning = Kodens betydning
column-first-sentence = Første sætning
column-figure = Tal for
column-value = Værdi
column-unit-of-measure = Måleenhed
column-as-of = Gælder for
column-approximate = Cirkatal
column-title = Titel
column-asker = Stillet af
column-due-on = Svarfrist
column-days-late = Dage over fristen
column-follows = Følger op på
column-closed-on = Afsluttet
column-questions = Antal spørgsmål
column-expected = Ventede svar
column-answered = Modtagne svar
column-outstanding = Udestående svar
column-kind = Kanal
column-channel-label = Betegnelse
column-channel-value = Nummer eller adresse
column-hours = Åbningstid
column-audience = Målgruppe
column-visibility = Synlighed
column-also-serves = Betjener også
column-valid-from = Gælder fra
column-valid-to = Gælder til
column-by = Opgjort efter
column-key = Nøgle
column-name = Navn
column-inquiries = Forespørgsler
column-median-days = Median (dage)
column-fastest-days = Hurtigst (dage)
column-slowest-days = Langsomst (dage)
column-on-time = Til tiden
column-late = For sent

## Sammenligningen

comparison-title = Sammenligning af svar: { $title }
comparison-overview = Overblik
comparison-matrix = Spørgsmål og afdelinger
comparison-question = Spm.
comparison-key = Fed skrift er koder, som en analytiker har sat. »svar«: afdelingen har svaret. »se 1«: se svaret på spørgsmål 1. »ej rel.«: ikke relevant for afdelingen. »→«: henvist til en anden afdeling. »mgl.«: svaret udestår. En streg: spørgsmålet er ikke stillet til afdelingen.
comparison-detail = Svarene på spørgsmål { $number }
comparison-state = Status
comparison-finding = Kode
comparison-first-sentence = Første sætning
comparison-figures = Tal
mark-answered = svar
mark-see-other = se { $question }
mark-not-applicable = ej rel.
mark-referred = → { $department }
mark-outstanding = mgl.
state-answered = besvaret
state-see-other = se andet svar
state-not-applicable = ikke relevant
state-referred = henvist
state-outstanding = udestår
state-chart = Hvad der er blevet af spørgsmålene, afdeling for afdeling
figure-exact = { $name }: { $amount }
figure-approximate = { $name }: ca. { $amount }

## Udestående svar

outstanding-title = Udestående svar
outstanding-day = Opgjort
outstanding-count = Udestående svar
outstanding-late = Heraf over fristen
outstanding-nothing = Der er ingen udestående svar.
outstanding-caption = Svar, som { $name } mangler
outstanding-inquiry = Forespørgsel
outstanding-question = Spørgsmål
outstanding-due = Svarfrist
outstanding-days-late = Dage over fristen

## Listen over forespørgsler

inquiries-title = 10-dages forespørgsler
inquiries-year = År
inquiries-asker = Stillet af
inquiries-department = Stillet til
inquiries-count = Antal
inquiries-nothing = Ingen forespørgsler svarer til det, der er valgt.
inquiries-caption = Forespørgslerne
inquiries-inquiry = Forespørgsel
inquiries-received = Modtaget
inquiries-due = Svarfrist
inquiries-questions = Spørgsmål
inquiries-state = Status
inquiries-follows = Følger op på { $reference }
inquiries-closed = afsluttet { $date }

## Kontaktkanaler

contacts-title = Sådan kan afdelingerne kontaktes
contacts-public-only = Kun offentlige kanaler er med.
contacts-withheld-included = Oversigten indeholder kanaler, der ikke er offentlige. Del den ikke med andre.
contacts-nothing = Der er ingen kanaler at vise.
contacts-week = Ugens timer
contacts-chart = Hvornår afdelingerne kan træffes
contacts-chart-description = Tiderne, hvor mindst ét nummer eller én skranke i afdelingen er åben, fra mandag kl. 0 til søndag kl. 24.
contacts-caption = Kontaktkanaler for { $name }
contacts-kind = Kanal
contacts-value = Nummer eller adresse
contacts-hours = Åbningstid
contacts-audience = Målgruppe
contacts-everyone = alle
contacts-also-serves = betjener også { $names }
contacts-visibility = Synlighed
contacts-public = offentlig
contacts-not-public = ikke offentlig
visibility-internal = intern
visibility-withheld = hemmelig
kind-telephone = Telefon
kind-direct-telephone = Direkte telefon
kind-duty-telephone = Døgn- eller vagttelefon
kind-email = E-mail
kind-direct-email = Direkte e-mail
kind-digital-post = Digital Post
kind-web = Hjemmeside
kind-self-service = Selvbetjening
kind-post = Postadresse
kind-in-person = Personligt fremmøde
day-monday = mandag
day-tuesday = tirsdag
day-wednesday = onsdag
day-thursday = torsdag
day-friday = fredag
day-saturday = lørdag
day-sunday = søndag

## Statistik

statistics-title = Statistik over 10-dages forespørgsler
statistics-all = I alt
statistics-nothing = Der er endnu ingen forespørgsler at gøre op.
statistics-by-department = Efter afdeling
statistics-by-asker = Efter spørger
statistics-by-year = Efter år
statistics-caption = { $group }: forespørgsler, svar og svartider
statistics-asker = Spørger
statistics-inquiries = Forespørgsler
statistics-expected = Ventede svar
statistics-answered = Modtagne svar
statistics-median = Svartid (median)
statistics-days = { $days } dage
statistics-on-time = Til tiden
statistics-late = For sent
statistics-fastest = Hurtigst
statistics-slowest = Langsomst
statistics-axis = dage
statistics-times = Svartider i dage, afdeling for afdeling
statistics-times-description = Medianen for hver afdeling, og spændet fra den hurtigste til den langsomste svartid.
statistics-method = Ventede svar er spørgsmål gange adspurgte afdelinger. Svartiden regnes i dage fra forespørgslens modtagelse til afdelingens sidste svar, når begge datoer er kendt, og intet udestår. »Til tiden« og »for sent« tælles for hver afdeling og forespørgsel med en svarfrist.

## Anmodning om svar

request-title = Anmodning om svar på 10-dages forespørgsel: { $title }
request-to = Til
request-from = Fra
request-date = Dato
request-opening =
    { $count ->
        [one] { $asker } har stillet en 10-dages forespørgsel. { $department } bedes svare på det spørgsmål, der følger her.
       *[other] { $asker } har stillet en 10-dages forespørgsel. { $department } bedes svare på de { NUMBER($count) } spørgsmål, der følger her.
    }
request-follows = Forespørgslen følger op på { $reference }: { $title }.
request-others =
    { $count ->
        [one] Forespørgslen har ét spørgsmål mere, som er stillet til andre afdelinger.
       *[other] Forespørgslen har { NUMBER($count) } spørgsmål mere, som er stillet til andre afdelinger.
    }
request-questions = Spørgsmål
request-label = { $label }.
request-no-questions = Forespørgslen har ingen spørgsmål til denne afdeling.
request-answer = Svar
request-deadline = Svarfristen er { $date }.
request-no-deadline = Svarfristen er ikke fastsat.
request-answer-to = Send svaret til:
request-please = Når I svarer, vil vi bede jer om at
request-please-number = skrive spørgsmålets nummer ved hvert svar,
request-please-case = oplyse jeres sagsnummer, og hvem der har behandlet sagen,
request-please-unit = skrive, hvilken enhed et svar gælder, hvis det ikke gælder hele afdelingen,
request-please-other = sige til, hvis et spørgsmål ikke er relevant for jer eller hører til hos en anden afdeling.

## Påmindelser og rykkere

reminder-subject-before = Påmindelse: svar senest den { $date }
reminder-subject-on-the-day = Påmindelse: svarfristen er i dag, { $date }
reminder-subject-overdue = Rykker: svarfristen var den { $date }
reminder-subject-escalation = Anden rykker: svarfristen var den { $date }
reminder-to = Til { $department }
reminder-opening-before = Svarfristen nærmer sig, og vi mangler jeres svar på spørgsmålene nedenfor.
reminder-opening-on-the-day = Svarfristen er i dag, og vi mangler jeres svar på spørgsmålene nedenfor.
reminder-opening-overdue = Svarfristen er overskredet, og vi mangler fortsat jeres svar på spørgsmålene nedenfor. Send dem hurtigst muligt, eller skriv, hvornår vi kan vente dem.
reminder-opening-escalation = Vi har tidligere rykket for svar på spørgsmålene nedenfor, og svarfristen er fortsat overskredet. Vi beder om, at denne rykker forelægges afdelingens ledelse, og at I i dag skriver, hvornår svarene kommer.
reminder-inquiry = Forespørgsel { $reference }: { $title } (stillet af { $asker })
reminder-due = Svarfrist: { $date }
reminder-due-original = Oprindelig svarfrist: { $date }
reminder-due-internal = Afdelingens egen frist: { $date }
reminder-question = Spørgsmål { $number }: { $text }
reminder-question-unit = Spørgsmål { $number } ({ $unit }): { $text }
reminder-answer-to = Send svarene til { $address }, og skriv forespørgslens og spørgsmålets nummer ved hvert svar.
reminder-answer-reply = Send svarene til sekretariatet ved at besvare denne besked, og skriv forespørgslens og spørgsmålets nummer ved hvert svar.
reminder-answered = Har I allerede svaret, eller hører et spørgsmål til hos en anden afdeling, så sig til.
reminder-regards = Venlig hilsen
reminder-secretariat = Sekretariatet

## Kalenderen

entry-calendar = Svarfrister
entry-summary =
    { $count ->
        [one] Svarfrist for { $department }: { $reference }, spørgsmål { $numbers }
       *[other] Svarfrist for { $department }: { $reference }, spørgsmålene { $numbers }
    }
entry-cancelled = Bortfaldet svarfrist for { $department }: { $reference }
entry-explained = Sådan er fristen fundet: { $explained }.
reachability-title = Hvornår borgerne kan træffe afdelingerne
reachability-working-day = Borgerens arbejdstid
reachability-method = Beregnet af de offentlige kanalers timer i en almindelig uge uden helligdage. En afdelings kanaler af samme slags er lagt sammen, også enhedernes. Kanaler uden oplyste timer er ikke med.
reachability-nothing = Der er ingen kanaler med oplyste timer.
reachability-hours = Beregnede timer
reachability-caption = Timer om ugen, afdeling for afdeling
reachability-a-week = Om ugen
reachability-within = Heraf i arbejdstiden
reachability-evenings = Aftener
reachability-weekends = Weekender
reachability-gap = Længst uden åbent
reachability-no-gap = altid åbent
reachability-said = Hvad afdelingerne selv svarer
reachability-answer = Svarets indledning
traffic-title = Henvendelser og åbningstider
traffic-method = Henvendelserne er fra en tælleuge. Inden for hver time regnes de jævnt fordelt.
traffic-nothing = Der er ingen tælling i registeret.
traffic-caption = Henvendelser, mens der var lukket
traffic-contacts = Henvendelser
traffic-while-closed = Mens der var lukket
traffic-share = { $count } ({ $percent } %)
traffic-hours-unknown = timer ikke oplyst
traffic-best = Time, der ville fange flest
traffic-caught = Fanget
column-channels = Kanaler
column-minutes-a-week = Minutter om ugen
column-within-working-day = I arbejdstiden
column-outside-working-day = Uden for arbejdstiden
column-evenings = Aftener
column-weekends = Weekender
column-longest-gap = Længst uden åbent (minutter)
column-longest-gap-in-words = Længst uden åbent
column-contacts = Henvendelser
column-while-closed = Mens der var lukket
column-closed-per-mille = Lukket (promille)
column-best-added-hour = Time, der ville fange flest
column-caught = Fanget
