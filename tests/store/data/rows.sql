-- A small made-up record that has every hard case once. Departments AA (units AA-X, AA-Y), BB
-- (unit BB-Z) and CC; inquiry 2021-1 with four questions, and 2021-2 that follows it, still empty.
INSERT INTO department (id, code, name, parent_id) VALUES
  (1, 'AA', 'First Department', NULL), (2, 'BB', 'Second Department', NULL),
  (3, 'CC', 'Third Department', NULL), (4, 'AA-X', 'Unit X', 1), (5, 'AA-Y', 'Unit Y', 1),
  (6, 'BB-Z', 'Unit Z', 2);
INSERT INTO asker (id, code, name, kind) VALUES (1, 'P1', 'Party One', 'party'), (2, 'M1', 'Member One', 'member');
INSERT INTO deadline_rule (id, code, name, days, day_kind, closed_day_rule) VALUES (1, 'ten', 'Ten days', 10, 'calendar', 'keep');
INSERT INTO inquiry (id, reference, title, asker_id, received_on, deadline_rule_id, due_on, follows_id, closed_on) VALUES
  (1, '2021-1', 'Opening hours', 1, NULL, 1, NULL, NULL, NULL),
  (2, '2021-2', 'More on opening hours', 2, '2021-03-01', 1, '2021-03-11', 1, NULL),
  (3, '2021-X', 'Closed round', 1, '2021-01-04', 1, '2021-01-14', NULL, '2021-01-20');
-- Question 1 is put to AA, BB, CC; 2 to AA; 3 to unit AA-X by name, and to BB; 4 to nobody.
INSERT INTO question (id, inquiry_id, number, position, text) VALUES
  (1, 1, '1', 1, 'When are you open?'), (2, 1, '2', 2, 'Why then?'), (3, 1, '2a', 3, 'Who decides?'),
  (4, 1, '4', 4, 'Anything else?'), (5, 3, '1', 1, 'When?'), (6, 3, '2', 2, 'Why?');
INSERT INTO addressee (question_id, department_id) VALUES (1, 1), (1, 2), (1, 3), (2, 1), (3, 4), (3, 2), (5, 1);
INSERT INTO document (id, sha256, file_name, media_type, bytes) VALUES
  (1, 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', 'letter.txt', 'text/plain', x'');
INSERT INTO letter (id, inquiry_id, department_id, number, unit_id, dated_on, received_on, case_number, contact_block, document_id, page) VALUES
  (1, 1, 1, 1, 4, '2021-02-03', '2021-02-05', '0012', 'First Department', 1, 1),
  (2, 1, 1, 2, NULL, '2021-02-20', NULL, NULL, NULL, NULL, NULL),
  (3, 1, 2, 1, NULL, NULL, NULL, '21/7', NULL, NULL, NULL),
  (4, 3, 1, 1, NULL, '2021-01-10', NULL, NULL, NULL, NULL, NULL);
INSERT INTO letter_person (letter_id, role, position, name, title) VALUES
  (1, 'handler', 2, 'Second Handler', NULL), (1, 'handler', 1, 'First Handler', 'clerk'),
  (1, 'handler', 3, 'Third Handler', NULL), (3, 'signatory', 1, 'A Signatory', 'director');
INSERT INTO answer (id, inquiry_id, department_id, letter_id, question_id, unit_id, label, disposition, text, wording, refers_to_question_id, refers_to_department_id) VALUES
  (1, 1, 1, 1, 1, NULL, '1.', 'not_applicable', NULL, NULL, NULL, NULL),
  (2, 1, 1, 1, 1, 4, 'a.', 'answered', 'From nine to three.', 'verbatim', NULL, NULL),
  (3, 1, 1, 2, 1, 5, 'b.', 'answered', 'Around the clock.', 'summary', NULL, NULL),
  (4, 1, 1, 1, 2, NULL, NULL, 'see_other', NULL, NULL, 1, NULL),
  (5, 1, 2, 3, 1, NULL, NULL, 'referred', NULL, NULL, NULL, 3),
  (6, 1, 2, 3, 2, NULL, NULL, 'answered', 'Nobody asked.', 'summary', NULL, NULL),
  (7, 1, 1, 1, 3, NULL, NULL, 'answered', 'The board decides.', 'summary', NULL, NULL),
  (8, 3, 1, 4, 5, NULL, NULL, 'answered', 'Never.', 'verbatim', NULL, NULL);
INSERT INTO contact_channel (id, department_id, kind, label, value, hours, audience, visibility, valid_from, valid_to, letter_id, answer_id) VALUES
  (1, 1, 'telephone', NULL, '00 00 00 01', 'Mo-Fr 09:00-15:00', NULL, 'public', NULL, NULL, 1, NULL),
  (2, 4, 'in_person', 'Counter', NULL, 'Mo-Fr 10:00-12:00', 'plumbers', 'public', '2020-01-01', '2022-12-31', NULL, 2),
  (3, 2, 'direct_telephone', 'Desk', '00 00 00 02', NULL, NULL, 'withheld', NULL, NULL, NULL, NULL);
INSERT INTO figure (id, answer_id, name, value, unit, as_of, approximate) VALUES
  (1, 2, 'visitors', 2800, 'people', '2020', 1), (2, 2, 'visitors', 543, 'people', '2021-02', 0), (3, 3, 'share', 0.5, NULL, NULL, 0);
INSERT INTO codebook (codebook, code, meaning) VALUES ('open', 'yes', 'Open every day'), ('open', 'no', 'Not open every day');
INSERT INTO finding (question_id, department_id, codebook, code, note) VALUES (1, 1, 'open', 'yes', 'the unit is'), (1, 2, 'open', 'no', NULL);
