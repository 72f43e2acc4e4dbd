# English.

## Dates, numbers and lists

number-group = ,
number-point = .
date-long = { $day } { $month } { $year }
date-month = { $month } { $year }
month-january = January
month-february = February
month-march = March
month-april = April
month-may = May
month-june = June
month-july = July
month-august = August
month-september = September
month-october = October
month-november = November
month-december = December
list-and = { $first } and { $last }

## Words that recur

word-unknown = unknown
word-none = none
word-none-mark = –
word-question = Question { $number }
word-department = { $name } ({ $code })

## The page

page-skip = Skip to the content
page-numbers = { $title }: the numbers
page-colophon = Made on { $date } with tenday.
page-locale = en-GB

## The cover of an inquiry

cover-reference = Reference
cover-asker = Asked by
cover-received = Received
cover-due = Due
cover-due-moved = { $now } (originally { $original })
cover-due-stands = suspended (originally { $original })
cover-closed = Closed
cover-open = no, the inquiry is open
cover-departments = Put to
cover-state = State
cover-state-count =
    { $owed ->
        [0] { NUMBER($answered) } of { NUMBER($expected) } answers received
       *[other] { NUMBER($answered) } of { NUMBER($expected) } answers received, { NUMBER($owed) } outstanding
    }
cover-follows = Follows up
cover-follow-ups = Followed up by
cover-mention = { $reference }: { $title }

## The compiled reply

round-title = Reply to ten-day inquiry: { $title }
round-letters = Who answered
round-letters-caption = Letters from the departments
round-no-letters = No letters have been received.
round-no-letter = no letter
round-department = Department
round-dated = Dated
round-received = Received
round-no-case = none
round-case = Case number
round-people = Handled and signed by
round-handlers = Handled by { $names }
round-signatories = Signed by { $names }
round-outstanding = Outstanding answers
round-complete = Every department has answered the questions that were put to it.
round-owes =
    { $count ->
        [one] { $department } has not yet answered question
       *[other] { $department } has not yet answered { NUMBER($count) } questions:
    }
round-questions = The questions
round-no-questions = The inquiry has no questions yet.
round-put-to = Put to { $departments }.
round-put-to-none = Not put to any department.

## An answer

answer-summary = Summary:
wording-verbatim = verbatim
wording-summary = summary
answer-dated = Answer of { $date }.
answer-outstanding = The answer is outstanding.
answer-supplementary = The question was not put to this department, which has answered on its own initiative.
answer-not-applicable = The department states that the question does not apply to it.
answer-see-other = See the answer to question { $question }
answer-see-elsewhere = The department points at another of its answers.
answer-referred = The question is answered by { $department }
answer-referred-elsewhere = The department points at another department.

## Sheets and columns of workbooks

sheet-answers = Answers
sheet-outstanding = Outstanding
sheet-letters = Letters
column-inquiry = Inquiry
column-question = Question
column-question-text = Question text
column-department = Department
column-department-name = Department name
column-unit = Unit
column-unit-name = Unit name
column-label = Label
column-disposition = Disposition
column-refers-to-question = Refers to question
column-refers-to-department = Refers to department
column-answer = Answer
column-wording = Wording
column-supplementary = On own initiative
column-dated-on = Dated
column-received-on = Received
column-case-number = Case number
column-handlers = Handlers
column-signatories = Signatories
sheet-comparison = Comparison
sheet-figures = Figures
sheet-inquiries = Inquiries
sheet-contacts = Contact channels
sheet-statistics = Statistics
sheet-request = Questions
column-state = State
column-finding = Code
column-meaning = Meaning of the code
column-first-sentence = First sentence
column-figure = Figure
column-value = Value
column-unit-of-measure = Unit of measure
column-as-of = As of
column-approximate = Approximate
column-title = Title
column-asker = Asked by
column-due-on = Due
column-days-late = Days late
column-follows = Follows
column-closed-on = Closed
column-questions = Questions
column-expected = Answers expected
column-answered = Answers received
column-outstanding = Answers outstanding
column-kind = Channel
column-channel-label = Label
column-channel-value = Number or address
column-hours = Hours
column-audience = Audience
column-visibility = Visibility
column-also-serves = Also serves
column-valid-from = Valid from
column-valid-to = Valid to
column-by = Grouped by
column-key = Key
column-name = Name
column-inquiries = Inquiries
column-median-days = Median (days)
column-fastest-days = Fastest (days)
column-slowest-days = Slowest (days)
column-on-time = On time
column-late = Late

## The comparison

comparison-title = Comparison of answers: { $title }
comparison-overview = Overview
comparison-matrix = Questions and departments
comparison-question = No.
comparison-key = Bold type is a code set by an analyst. “answer”: the department has answered. “see 1”: see the answer to question 1. “n/a”: does not apply to the department. “→”: referred to another department. “due”: the answer is outstanding. A dash: the question was not put to the department.
comparison-detail = The answers to question { $number }
comparison-state = State
comparison-finding = Code
comparison-first-sentence = First sentence
comparison-figures = Figures
mark-answered = answer
mark-see-other = see { $question }
mark-not-applicable = n/a
mark-referred = → { $department }
mark-outstanding = due
state-answered = answered
state-see-other = see other answer
state-not-applicable = not applicable
state-referred = referred
state-outstanding = outstanding
state-chart = What has become of the questions, department by department
figure-exact = { $name }: { $amount }
figure-approximate = { $name }: about { $amount }

## Outstanding answers

outstanding-title = Outstanding answers
outstanding-day = As of
outstanding-count = Outstanding answers
outstanding-late = Of these past the deadline
outstanding-nothing = No answers are outstanding.
outstanding-caption = Answers that { $name } owes
outstanding-inquiry = Inquiry
outstanding-question = Question
outstanding-due = Due
outstanding-days-late = Days late

## The list of inquiries

inquiries-title = Ten-day inquiries
inquiries-year = Year
inquiries-asker = Asked by
inquiries-department = Put to
inquiries-count = Count
inquiries-nothing = No inquiry matches what was chosen.
inquiries-caption = The inquiries
inquiries-inquiry = Inquiry
inquiries-received = Received
inquiries-due = Due
inquiries-questions = Questions
inquiries-state = State
inquiries-follows = Follows up { $reference }
inquiries-closed = closed { $date }

## Contact channels

contacts-title = How to reach the departments
contacts-public-only = Only public channels are listed.
contacts-withheld-included = This list holds channels that are not public. Do not pass it on.
contacts-nothing = There are no channels to show.
contacts-week = The hours of the week
contacts-chart = When the departments can be reached
contacts-chart-description = The times when at least one number or desk of the department is open, from Monday at 0 to Sunday at 24.
contacts-caption = Contact channels of { $name }
contacts-kind = Channel
contacts-value = Number or address
contacts-hours = Hours
contacts-audience = Audience
contacts-everyone = everyone
contacts-also-serves = also serves { $names }
contacts-visibility = Visibility
contacts-public = public
contacts-not-public = not public
visibility-internal = internal
visibility-withheld = withheld
kind-telephone = Telephone
kind-direct-telephone = Direct telephone
kind-duty-telephone = Duty telephone
kind-email = E-mail
kind-direct-email = Direct e-mail
kind-digital-post = Digital Post
kind-web = Web page
kind-self-service = Self-service
kind-post = Postal address
kind-in-person = In person
day-monday = Monday
day-tuesday = Tuesday
day-wednesday = Wednesday
day-thursday = Thursday
day-friday = Friday
day-saturday = Saturday
day-sunday = Sunday

## Statistics

statistics-title = Statistics on ten-day inquiries
statistics-all = All
statistics-nothing = There are no inquiries to count yet.
statistics-by-department = By department
statistics-by-asker = By asker
statistics-by-year = By year
statistics-caption = { $group }: inquiries, answers and answer times
statistics-asker = Asker
statistics-inquiries = Inquiries
statistics-expected = Answers expected
statistics-answered = Answers received
statistics-median = Answer time (median)
statistics-days = { $days } days
statistics-on-time = On time
statistics-late = Late
statistics-fastest = Fastest
statistics-slowest = Slowest
statistics-axis = days
statistics-times = Answer times in days, department by department
statistics-times-description = The median of each department, and the range from its fastest to its slowest answer time.
statistics-method = Answers expected are questions times departments asked. The answer time is counted in days from the day the inquiry was received to the department's last answer, where both are known and nothing is outstanding. “On time” and “late” are counted for each department and inquiry with a deadline.

## The request for answers

request-title = Request for answers to ten-day inquiry: { $title }
request-to = To
request-from = From
request-date = Date
request-opening =
    { $count ->
        [one] { $asker } has put a ten-day inquiry. { $department } is asked to answer the question below.
       *[other] { $asker } has put a ten-day inquiry. { $department } is asked to answer the { NUMBER($count) } questions below.
    }
request-follows = The inquiry follows up { $reference }: { $title }.
request-others =
    { $count ->
        [one] The inquiry has one more question, which is put to other departments.
       *[other] The inquiry has { NUMBER($count) } more questions, which are put to other departments.
    }
request-questions = Questions
request-label = { $label }.
request-no-questions = The inquiry has no questions for this department.
request-answer = Your answer
request-deadline = The answer is due on { $date }.
request-no-deadline = No deadline has been set.
request-answer-to = Send the answer to:
request-please = In your answer, please
request-please-number = write the number of the question beside each answer,
request-please-case = give your case number and who handled the case,
request-please-unit = say which unit an answer is for, if it is not for the whole department,
request-please-other = tell us if a question does not apply to you or belongs with another department.

## Reminders

reminder-subject-before = Reminder: please answer by { $date }
reminder-subject-on-the-day = Reminder: answers are due today, { $date }
reminder-subject-overdue = Overdue: answers were due on { $date }
reminder-subject-escalation = Second notice: answers were due on { $date }
reminder-to = To { $department }
reminder-opening-before = The deadline is near, and we have not had your answers to the questions below.
reminder-opening-on-the-day = The deadline is today, and we have not had your answers to the questions below.
reminder-opening-overdue = The deadline has passed, and we still have not had your answers to the questions below. Please send them as soon as you can, or tell us when to expect them.
reminder-opening-escalation = We have asked for answers to the questions below before, and they are still overdue. Please bring this notice before the management of the department, and tell us today when the answers will come.
reminder-inquiry = Inquiry { $reference }: { $title } (asked by { $asker })
reminder-due = Deadline: { $date }
reminder-due-original = First deadline: { $date }
reminder-due-internal = The department’s own deadline: { $date }
reminder-question = Question { $number }: { $text }
reminder-question-unit = Question { $number } ({ $unit }): { $text }
reminder-answer-to = Please send the answers to { $address }, and give the number of the inquiry and of the question with each.
reminder-answer-reply = Please send the answers to the secretariat as a reply to this message, and give the number of the inquiry and of the question with each.
reminder-answered = If you have answered already, or a question belongs to another department, please tell us.
reminder-regards = Kind regards
reminder-secretariat = The secretariat

## The calendar

entry-calendar = Deadlines
entry-summary =
    { $count ->
        [one] Deadline for { $department }: { $reference }, question { $numbers }
       *[other] Deadline for { $department }: { $reference }, questions { $numbers }
    }
entry-cancelled = Deadline no longer holds for { $department }: { $reference }
entry-explained = How the date was reached: { $explained }.
reachability-title = When citizens can reach the departments
reachability-working-day = The citizen's working day
reachability-method = Calculated from the hours of the public channels in an ordinary week without holidays. A department's channels of one kind are taken together, its units' among them. Channels whose hours are not stated are left out.
reachability-nothing = There are no channels with stated hours.
reachability-hours = Calculated hours
reachability-caption = Hours a week, department by department
reachability-a-week = A week
reachability-within = Of those in the working day
reachability-evenings = Evenings
reachability-weekends = Weekends
reachability-gap = Longest closed
reachability-no-gap = always open
reachability-said = What the departments say themselves
reachability-answer = How the answer begins
traffic-title = Contacts and hours
traffic-method = The contacts are those of a count week. Within each hour they are taken to be spread evenly.
traffic-nothing = There is no count in the record.
traffic-caption = Contacts while closed
traffic-contacts = Contacts
traffic-while-closed = While closed
traffic-share = { $count } ({ $percent }%)
traffic-hours-unknown = hours not stated
traffic-best = Hour that would catch most
traffic-caught = Caught
column-channels = Channels
column-minutes-a-week = Minutes a week
column-within-working-day = In the working day
column-outside-working-day = Outside the working day
column-evenings = Evenings
column-weekends = Weekends
column-longest-gap = Longest closed (minutes)
column-longest-gap-in-words = Longest closed
column-contacts = Contacts
column-while-closed = While closed
column-closed-per-mille = Closed (per mille)
column-best-added-hour = Hour that would catch most
column-caught = Caught
