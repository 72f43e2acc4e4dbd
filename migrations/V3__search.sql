-- Full-text indexes over what people look for: titles, questions, answers and contact channels.
-- Plain FTS5 with external content, so that any sqlite3 from 3.40 on can read the file and write
-- to it: no tokenizer and no function of the program's own. `remove_diacritics 0` keeps æ, ø and å
-- letters of their own; 1 and 2 would fold å to a. The triggers keep each index equal to its table.

CREATE VIRTUAL TABLE title_search USING fts5 (
  title,
  content = 'inquiry', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 0'
);

CREATE TRIGGER title_search_insert AFTER INSERT ON inquiry
BEGIN
  INSERT INTO title_search (rowid, title) VALUES (NEW.id, NEW.title);
END;

CREATE TRIGGER title_search_delete AFTER DELETE ON inquiry
BEGIN
  INSERT INTO title_search (title_search, rowid, title) VALUES ('delete', OLD.id, OLD.title);
END;

CREATE TRIGGER title_search_update AFTER UPDATE OF id, title ON inquiry
BEGIN
  INSERT INTO title_search (title_search, rowid, title) VALUES ('delete', OLD.id, OLD.title);
  INSERT INTO title_search (rowid, title) VALUES (NEW.id, NEW.title);
END;

INSERT INTO title_search (title_search) VALUES ('rebuild');

CREATE VIRTUAL TABLE question_search USING fts5 (
  text,
  content = 'question', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 0'
);

CREATE TRIGGER question_search_insert AFTER INSERT ON question
BEGIN
  INSERT INTO question_search (rowid, text) VALUES (NEW.id, NEW.text);
END;

CREATE TRIGGER question_search_delete AFTER DELETE ON question
BEGIN
  INSERT INTO question_search (question_search, rowid, text) VALUES ('delete', OLD.id, OLD.text);
END;

CREATE TRIGGER question_search_update AFTER UPDATE OF id, text ON question
BEGIN
  INSERT INTO question_search (question_search, rowid, text) VALUES ('delete', OLD.id, OLD.text);
  INSERT INTO question_search (rowid, text) VALUES (NEW.id, NEW.text);
END;

INSERT INTO question_search (question_search) VALUES ('rebuild');

CREATE VIRTUAL TABLE answer_search USING fts5 (
  text,
  content = 'answer', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 0'
);

CREATE TRIGGER answer_search_insert AFTER INSERT ON answer
BEGIN
  INSERT INTO answer_search (rowid, text) VALUES (NEW.id, NEW.text);
END;

CREATE TRIGGER answer_search_delete AFTER DELETE ON answer
BEGIN
  INSERT INTO answer_search (answer_search, rowid, text) VALUES ('delete', OLD.id, OLD.text);
END;

CREATE TRIGGER answer_search_update AFTER UPDATE OF id, text ON answer
BEGIN
  INSERT INTO answer_search (answer_search, rowid, text) VALUES ('delete', OLD.id, OLD.text);
  INSERT INTO answer_search (rowid, text) VALUES (NEW.id, NEW.text);
END;

INSERT INTO answer_search (answer_search) VALUES ('rebuild');

CREATE VIRTUAL TABLE channel_search USING fts5 (
  label, value, audience,
  content = 'contact_channel', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 0'
);

CREATE TRIGGER channel_search_insert AFTER INSERT ON contact_channel
BEGIN
  INSERT INTO channel_search (rowid, label, value, audience) VALUES (NEW.id, NEW.label, NEW.value, NEW.audience);
END;

CREATE TRIGGER channel_search_delete AFTER DELETE ON contact_channel
BEGIN
  INSERT INTO channel_search (channel_search, rowid, label, value, audience) VALUES ('delete', OLD.id, OLD.label, OLD.value, OLD.audience);
END;

CREATE TRIGGER channel_search_update AFTER UPDATE OF id, label, value, audience ON contact_channel
BEGIN
  INSERT INTO channel_search (channel_search, rowid, label, value, audience) VALUES ('delete', OLD.id, OLD.label, OLD.value, OLD.audience);
  INSERT INTO channel_search (rowid, label, value, audience) VALUES (NEW.id, NEW.label, NEW.value, NEW.audience);
END;

INSERT INTO channel_search (channel_search) VALUES ('rebuild');
