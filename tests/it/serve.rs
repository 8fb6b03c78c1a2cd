//! `serve` as a browser sees it: pages from memory, changes, and nothing from outside the hub.

use crate::program::{Hub, NOW};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const SITE: &str = "title: Proefhub\nbase_url: https://hub.example/\nkinds:\n  nieuws: {}\n";

fn page(text: &str) -> String {
    format!("---\ntitle: Een\nsummary: Kort.\n---\n\n{text}\n")
}

/// A server that ends with this value.
struct Server {
    program: Child,
    /// `127.0.0.1:4000`.
    host: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

impl Server {
    fn start(hub: &Hub) -> Server {
        let mut program = Command::new(env!("CARGO_BIN_EXE_wijkwijzer"))
            .args(["serve", "--port", "0", "--root"])
            .arg(hub.root())
            .env("SOURCE_DATE_EPOCH", NOW)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let mut line = String::new();
        let output = program.stdout.take().expect("its output is read");
        BufReader::new(output).read_line(&mut line).expect("it says its address");
        let host = line.trim().trim_start_matches("http://").trim_end_matches('/').to_owned();
        Server { program, host }
    }

    /// Status, head and body of an answer. The path is sent as it is, without what a browser makes of it.
    fn get(&self, path: &str) -> (u16, String, String) {
        let mut stream = TcpStream::connect(&self.host).expect("it listens");
        stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a time limit");
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.host).expect("sent");
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).expect("an answer");
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").expect("a head and a body");
        let status = head.split(' ').nth(1).and_then(|s| s.parse().ok()).expect("a status");
        (status, head.to_lowercase(), body.to_owned())
    }

    /// Waits until the page at a path holds a text.
    fn shows(&self, path: &str, wanted: &str) {
        let start = Instant::now();
        while !self.get(path).2.contains(wanted) {
            assert!(start.elapsed() < Duration::from_secs(30), "{path} does not show {wanted:?}");
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

#[test]
fn pages_files_and_what_is_not_there() {
    let hub = Hub::of(&[("site.yaml", SITE), ("content/nieuws/een.md", &page("Een speeltuin."))]);
    hub.write("content/nieuws/plan.txt", "het plan");
    let server = Server::start(&hub);
    let (status, head, body) = server.get("/nieuws/een/");
    assert_eq!(status, 200);
    assert!(head.contains("content-type: text/html; charset=utf-8"), "{head}");
    assert!(head.contains("content-security-policy: "), "{head}");
    assert!(body.contains("Een speeltuin."));
    assert!(
        body.contains(&format!("http://{}/nieuws/een/", server.host)),
        "absolute addresses are those of the server"
    );
    assert_eq!(server.get("/nieuws/plan.txt").2, "het plan");
    let (status, head, _) = server.get("/zoeken/m.js");
    assert!(status == 200 && head.contains("content-type: text/javascript"), "{status} {head}");
    let (status, head, _) = server.get("/nieuws/een");
    assert!(status == 308 && head.contains("location: /nieuws/een/"), "{status} {head}");
    let (status, _, body) = server.get("/nieuws/twee/");
    assert_eq!(status, 404);
    assert!(body.contains("Proefhub"), "the page of the theme for what is not there");
}

#[test]
fn a_changed_file_is_shown_and_a_broken_one_leaves_the_last_hub() {
    let hub = Hub::of(&[("site.yaml", SITE), ("content/nieuws/een.md", &page("Eerst."))]);
    let server = Server::start(&hub);
    assert!(server.get("/nieuws/een/").2.contains("Eerst."));
    hub.write("content/nieuws/een.md", &page("Daarna."));
    server.shows("/nieuws/een/", "Daarna.");
    hub.write("content/nieuws/twee.md", &page("Nieuw.").replace("Een", "Twee"));
    server.shows("/nieuws/", "Twee");
    hub.write("site.yaml", "title: [\n");
    std::thread::sleep(Duration::from_millis(500));
    assert!(server.get("/nieuws/een/").2.contains("Daarna."));
    hub.write("site.yaml", &SITE.replace("Proefhub", "Andere naam"));
    server.shows("/", "Andere naam");
}

#[test]
fn the_pages_of_another_folder_are_shown_and_watched() {
    let hub = Hub::of(&[("site.yaml", SITE), ("content/nieuws/een.md", &page("Eerst."))]);
    let server = Server::start(&hub);
    server.shows("/nieuws/een/", "Eerst.");
    hub.write("site.yaml", &format!("{SITE}content: nieuwe/pagina\n"));
    server.shows("/nieuws/een/", "Deze pagina bestaat niet");
    hub.write("nieuwe/pagina/nieuws/een.md", &page("Elders."));
    server.shows("/nieuws/een/", "Elders.");
    hub.write("nieuwe/pagina/nieuws/een.md", &page("Later."));
    server.shows("/nieuws/een/", "Later.");
    hub.write("site.yaml", SITE);
    server.shows("/nieuws/een/", "Eerst.");
    hub.write("content/nieuws/een.md", &page("Laatst."));
    server.shows("/nieuws/een/", "Laatst.");
}

#[test]
fn pages_beside_the_declaration_are_watched() {
    let site = format!("{SITE}content: .\nexclude: [public/**]\n");
    let hub = Hub::of(&[("site.yaml", &site), ("nieuws/een.md", &page("Eerst."))]);
    let server = Server::start(&hub);
    server.shows("/nieuws/een/", "Eerst.");
    hub.write("nieuws/een.md", &page("Daarna."));
    server.shows("/nieuws/een/", "Daarna.");
}

#[test]
fn a_file_of_terms_is_watched_wherever_it_is() {
    let site = format!("{SITE}vocabularies:\n  wijken:\n    file: lijsten/wijken.yaml\n    unused: true\n");
    let hub = Hub::of(&[
        ("site.yaml", &site),
        ("content/nieuws/een.md", &page("Een.")),
        ("lijsten/wijken.yaml", "- Noord\n"),
    ]);
    let server = Server::start(&hub);
    server.shows("/wijken/", "Noord");
    hub.write("lijsten/wijken.yaml", "- Kromhoek\n");
    server.shows("/wijken/", "Kromhoek");
}

#[test]
fn nothing_outside_the_hub_is_served() {
    let hub = Hub::of(&[("site.yaml", SITE), ("content/nieuws/een.md", &page("Een.")), ("geheim.txt", "geheim")]);
    let server = Server::start(&hub);
    let up = ["..", "%2e%2e", ".%2e", "%2E%2E", "..%2f..", "%2e%2e%2f%2e%2e", "..%5c..", "nieuws/../.."];
    for way in up {
        for file in ["site.yaml", "geheim.txt", "etc/passwd", "content/nieuws/een.md"] {
            for path in [format!("/{way}/{file}"), format!("/nieuws/{way}/{file}"), format!("//{way}/{file}")] {
                let (status, _, body) = server.get(&path);
                assert!(status == 404 || status == 400, "{path}: {status}");
                assert!(!body.contains("geheim") && !body.contains("root:") && !body.contains("base_url:"), "{path}");
            }
        }
    }
    for path in ["/site.yaml", "/content/nieuws/een.md", "/geheim.txt", "/%00", "/nieuws/%2e%2e/%2e%2e/etc/passwd"] {
        assert_eq!(server.get(path).0, 404, "{path}");
    }
}
