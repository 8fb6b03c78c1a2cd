//! The hub in a browser: renders what is asked for from memory, and reads the hub anew when a file
//! changes. The one home of axum and tokio.

use crate::command::args::ServeArguments;
use crate::command::configured::{configured, language};
use crate::command::exit_code::ExitCode;
use crate::command::tell::{taken_seriously, tell};
use crate::command::watch::Watch;
use crate::model::site::Site;
use crate::pictures::Pictures;
use crate::pipeline::prepare;
use crate::plan::offline::Offline;
use crate::plan::plan::Plan;
use crate::render::medium::Medium;
use crate::render::plain::POLICY;
use crate::render::renderer::Renderer;
use crate::source::discover::content_folder;
use crate::source::language::Language;
use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use std::sync::{Arc, RwLock};

/// A hub that can answer requests.
struct Hub {
    plan: Plan,
    renderer: Renderer,
    site: Arc<Site>,
    pictures: Pictures,
}

type Shared = Arc<RwLock<Arc<Hub>>>;

/// Serves until it is stopped.
pub fn serve(arguments: &ServeArguments) -> ExitCode {
    let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else {
        return ExitCode::Internal;
    };
    let listener = match runtime.block_on(listen(&arguments.host, arguments.port)) {
        Ok(listener) => listener,
        Err(error) => {
            eprintln!("{}", not_listening(arguments, &error));
            return ExitCode::Disk;
        }
    };
    let Ok(local) = listener.local_addr() else { return ExitCode::Disk };
    let address = format!("http://{local}/");
    // Before the hub is read: what changes from here on is read again.
    let mut watch = Watch::of(&arguments.common.root);
    let hub = match read(arguments, &address, watch.as_mut()) {
        Ok(hub) => hub,
        Err(code) => return code,
    };
    let shared: Shared = Arc::new(RwLock::new(Arc::new(hub)));
    let watched = Arc::clone(&shared);
    let (copy, at) = (arguments.clone(), address.clone());
    std::thread::spawn(move || watch.map(|watch| keep_up(watch, &copy, &at, &watched)));
    println!("{address}");
    let app = Router::new().fallback(answer).with_state(shared);
    match runtime.block_on(async { axum::serve(listener, app).await }) {
        Ok(()) => ExitCode::Fine,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::Disk
        }
    }
}

async fn listen(host: &str, port: Option<u16>) -> std::io::Result<tokio::net::TcpListener> {
    if let Some(port) = port {
        return tokio::net::TcpListener::bind((host, port)).await;
    }
    let mut last = None;
    for port in 4000..4020 {
        match tokio::net::TcpListener::bind((host, port)).await {
            Ok(listener) => return Ok(listener),
            Err(error) => last = Some(error),
        }
    }
    Err(last.unwrap_or_else(|| std::io::ErrorKind::AddrInUse.into()))
}

/// Why there is nothing to connect to, and what to do.
fn not_listening(arguments: &ServeArguments, error: &std::io::Error) -> String {
    let (host, port) = (&arguments.host, arguments.port.map_or("4000-4019".to_owned(), |port| port.to_string()));
    let taken = error.kind() == std::io::ErrorKind::AddrInUse;
    match (language(&arguments.common, None), taken) {
        (Language::Dutch, true) => {
            format!("poort {port} van {host} is al bezet: stop wat daar draait, of kies een andere met --port")
        }
        (Language::English, true) => {
            format!("port {port} of {host} is taken: stop what runs there, or choose another with --port")
        }
        (_, false) => format!("{host}:{port}: {error}"),
    }
}

/// Reads the hub. Its folders are watched before they are read: what changes from then on is read again.
fn read(arguments: &ServeArguments, address: &str, watch: Option<&mut Watch>) -> Result<Hub, ExitCode> {
    let common = &arguments.common;
    let (mut config, mut diagnostics) = configured(common)?;
    if let Some(watch) = watch {
        watch.follow(&content_folder(&config), config.named_files());
    }
    if common.base_url.is_none() {
        address.clone_into(&mut config.base_url);
    }
    let language: Language = language(common, Some(&config));
    match prepare(&config, common.drafts) {
        Ok(prepared) => {
            diagnostics.extend(prepared.diagnostics);
            tell(taken_seriously(diagnostics, common.strict), common, language);
            let mut plan = prepared.plan;
            let site = Arc::new(prepared.site);
            let pictures = Pictures::of(&site, common.no_cache);
            let offline = Offline { pictures: pictures.kept(&site), ..std::mem::take(&mut plan.offline) };
            Ok(Hub {
                plan,
                pictures,
                renderer: Renderer::new(Arc::clone(&site), prepared.theme, prepared.search, offline, Medium::Web),
                site,
            })
        }
        Err(problems) => {
            tell(problems, common, language);
            Err(ExitCode::Usage)
        }
    }
}

/// Reads the hub again whenever something changed; a hub that cannot be read leaves the last one in place.
fn keep_up(mut watch: Watch, arguments: &ServeArguments, address: &str, shared: &Shared) {
    while watch.changed() {
        if let (Ok(hub), Ok(mut current)) = (read(arguments, address, Some(&mut watch)), shared.write()) {
            *current = Arc::new(hub);
        }
    }
}

async fn answer(State(shared): State<Shared>, request: Request) -> Response {
    let path = crate::parse::web_address::decoded(request.uri().path()).to_string();
    // A picture may take a second to make; others must not wait for it.
    let answer = tokio::task::spawn_blocking(move || answer_with(&shared, &path));
    answer.await.unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

fn answer_with(shared: &Shared, path: &str) -> Response {
    let Ok(hub) = shared.read().map(|hub| Arc::clone(&hub)) else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let path = path.trim_start_matches('/');
    let file = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
    if let Some(route) = hub.plan.route(&file) {
        return respond(&hub, route, StatusCode::OK);
    }
    if hub.plan.route(&format!("{file}/index.html")).is_some() {
        return Redirect::permanent(&format!("/{}/", crate::model::address::encoded(path))).into_response();
    }
    match hub.plan.route("404.html") {
        Some(route) => respond(&hub, route, StatusCode::NOT_FOUND),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn respond(hub: &Hub, route: &crate::plan::route::Route, status: StatusCode) -> Response {
    let bytes = match hub.renderer.render(route).map(|output| hub.pictures.bytes(&hub.site, output)) {
        Ok(Ok(bytes)) => bytes.into_owned(),
        Ok(Err(error)) => return (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
        Err(reason) => {
            eprintln!("{}: {reason}", route.path);
            return (StatusCode::INTERNAL_SERVER_ERROR, reason).into_response();
        }
    };
    let headers = [
        (header::CONTENT_TYPE, media_type(&route.path)),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    (status, headers, Body::from(bytes)).into_response()
}

fn media_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, e)| e).to_ascii_lowercase().as_str() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "xml" => "application/xml",
        "ics" => "text/calendar; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "txt" | "md" => "text/plain; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "pdf" => "application/pdf",
        "woff2" => "font/woff2",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        "mp3" => "audio/mpeg",
        "m4a" => "audio/mp4",
        "ogg" => "audio/ogg",
        "wav" => "audio/wav",
        "vtt" => "text/vtt; charset=utf-8",
        _ => "application/octet-stream",
    }
}
