//! Public exports, searched byte by byte for what must not be in them.

use std::fs;
use std::path::{Path, PathBuf};

use tenday::domain::{Channel, ChannelKind, Code, PersonRole, Visibility};
use tenday::export::{self, Audience};
use tenday::import;
use tenday::store::documents::{self, Document};
use tenday::store::{Store, answers, contacts, letters};

use crate::{read_back, write_folder};

/// What the record holds that nobody outside may read.
const SECRETS: &[&str] = &[
    "70 11 22 33",
    "70112233",
    "hemmelig@kommune.example",
    "71 11 22 33",
    "Sagsbehandler Prøvesen",
    "brevhoved-linje",
    "dokument-indhold",
    "personlig@kommune.example",
];

/// The round of 2018 with more in it that is not for the public.
fn record() -> Store {
    let mut store = Store::in_memory().unwrap();
    store.write(import::seed).unwrap();
    store
        .write(|writer| {
            let department: Code = "MSB".parse()?;
            let channel = |kind, value: &str, visibility| Channel {
                department: department.clone(),
                kind,
                value: Some(value.into()),
                label: Some("Sagsbehandler Prøvesen".into()),
                audience: None,
                valid_from: None,
                valid_to: None,
                hours: None,
                hours_words: None,
                visibility,
                decided_by: None,
                decided_on: None,
                also_serves: Vec::new(),
                source: None,
            };
            contacts::add(writer, &channel(ChannelKind::Telephone, "70 11 22 33", Visibility::Withheld))?;
            contacts::add(writer, &channel(ChannelKind::Email, "hemmelig@kommune.example", Visibility::Internal))?;
            contacts::add(writer, &channel(ChannelKind::DirectTelephone, "71 11 22 33", Visibility::Public))?;
            contacts::add(writer, &channel(ChannelKind::DirectEmail, "personlig@kommune.example", Visibility::Public))?;
            let inquiry = "2018-1".parse()?;
            let answer = answers::list(writer, &inquiry)?.remove(0);
            let mut told = answer.clone();
            told.text = Some("Ring til Sagsbehandler Prøvesen på 70112233 eller 71 11 22 33, skriv til Hemmelig@kommune.example.".into());
            answers::update(writer, &(&answer).into(), &told)?;
            let letter = letters::list(writer, &inquiry)?.remove(0);
            let person = tenday::domain::Person {
                inquiry,
                department: letter.department.clone(),
                letter: letter.number,
                role: PersonRole::Handler,
                position: 9,
                name: "Sagsbehandler Prøvesen".into(),
                title: None,
            };
            letters::add_person(writer, &person)?;
            let sha256 = "0".repeat(64);
            let document = Document {
                sha256: sha256.clone(),
                file_name: "brev.txt".into(),
                media_type: "text/plain".into(),
                bytes: b"dokument-indhold".to_vec(),
            };
            documents::keep(writer, &document)?;
            let mut kept = letter.clone();
            kept.contact_block = Some("brevhoved-linje\n70 11 22 33".into());
            kept.document = Some(sha256);
            letters::update(writer, &letter, &kept)
        })
        .unwrap();
    store
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found
}

fn secrets_in(file: &Path) -> Vec<&'static str> {
    let bytes = fs::read(file).unwrap();
    let lower = |text: &[u8]| text.to_ascii_lowercase();
    let holds = |secret: &&&str| {
        lower(&bytes)
            .windows(secret.len())
            .any(|window| window == lower(secret.as_bytes()))
    };
    SECRETS.iter().filter(holds).copied().collect()
}

#[test]
fn a_full_export_holds_all_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("data");
    write_folder(&mut record(), &target, Audience::Inside);
    let found: Vec<&str> = files(&target)
        .iter()
        .flat_map(|file| secrets_in(file))
        .collect();
    for secret in SECRETS {
        assert!(found.contains(secret), "{secret} is not even there");
    }
}

#[test]
fn a_public_folder_holds_none_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("data");
    write_folder(&mut record(), &target, Audience::Public);
    for file in files(&target) {
        assert_eq!(secrets_in(&file), [""; 0], "{}", file.display());
    }
    let mut public = read_back(&target).unwrap();
    let inquiry = "2018-1".parse().unwrap();
    let answer = public
        .read(|reader| answers::list(reader, &inquiry))
        .unwrap()
        .remove(0);
    assert_eq!(
        answer.text.as_deref(),
        Some("Ring til […] på […] eller […], skriv til […].")
    );
    let people = public
        .read(|reader| letters::people(reader, &inquiry))
        .unwrap();
    assert!(!people.is_empty() && people.iter().all(|it| it.role == PersonRole::Signatory));
}

#[test]
fn a_public_database_holds_none_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("public.db");
    record()
        .read(|reader| export::public_database(reader, &target, false, |_| ()))
        .unwrap();
    assert_eq!(secrets_in(&target), [""; 0]);
    assert_eq!(
        files(folder.path()),
        [target],
        "nothing else is left behind"
    );
}

#[test]
fn what_is_there_is_replaced_only_if_it_is_an_export() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("data");
    let mut store = record();
    let mut again =
        |replace| store.read(|reader| export::folder(reader, &target, Audience::Public, replace));
    again(false).unwrap();
    assert!(again(false).is_err());
    again(true).unwrap();
    fs::write(target.join("mine.txt"), "my own").unwrap();
    let refused = again(true).unwrap_err().to_string();
    assert!(refused.contains("mine.txt"), "{refused}");
    assert_eq!(
        fs::read_to_string(target.join("mine.txt")).unwrap(),
        "my own"
    );
}
