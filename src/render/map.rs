//! Pages on a map of the Netherlands: places with their pages, the circles that stand for them, and
//! the same places as a list by province. Knows nothing of SVG but numbers and outlines.

use crate::model::id::{PageId, TermId};
use crate::model::order::Alphabet;
use crate::model::page::{Page, Value};
use crate::model::projection::{SIZE, on_map};
use crate::model::provinces::{province_of, provinces};
use crate::model::site::Site;
use crate::render::context::{MapKindView, MapView, MarkerView, NeighbourView, PlaceView, PlacesView, ShapeView};
use crate::render::view::{View, inside};
use crate::source::field::{FieldType, KindId};
use crate::source::slug::slug;
use std::collections::BTreeMap;

/// How the circles of one drawing are made, in units of the map.
struct Drawing {
    /// Least distance between the centres of two circles. What lies closer together shares one.
    apart: f64,
    /// Radius of a circle for one page, and of the largest.
    radius: (f64, f64),
}

/// For a map that is 600 pixels wide or more: a unit is about a pixel, and a finger needs 24 of them (WCAG 2.5.8).
const NEAR: Drawing = Drawing { apart: 26.0, radius: (8.5, 13.0) };
/// For a map of 288 pixels, as on the narrowest screens.
const FAR: Drawing = Drawing { apart: 53.0, radius: (18.0, 26.0) };

/// Somewhere with pages.
struct Spot<'a> {
    id: String,
    label: &'a str,
    point: (f64, f64),
    province: &'a str,
    url: Option<String>,
    pages: Vec<PageId>,
}

/// Something that pages share: a term of a vocabulary, or else a place by its name and point.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Key<'a> {
    Term(TermId),
    Place(&'a str, [i64; 2]),
}

/// The map of some pages, without title.
pub fn map(view: View, pages: impl IntoIterator<Item = PageId>) -> MapView {
    let site = view.site;
    let spots = spots(site, pages);
    let mut kinds: BTreeMap<KindId, usize> = BTreeMap::new();
    let mut all: Vec<PageId> = spots.iter().flat_map(|s| &s.pages).copied().collect();
    all.sort_unstable();
    all.dedup();
    for id in &all {
        *kinds.entry(site.page(*id).front.kind).or_default() += 1;
    }
    let kind = |(id, count): (&KindId, &usize)| {
        let label = site.config.kind(*id).label.many.clone();
        MapKindView { number: usize::from(id.0), label, count: *count }
    };
    let shape = |p: &crate::model::provinces::Province| ShapeView { name: p.name.to_owned(), path: p.path() };
    MapView {
        title: String::new(),
        description: String::new(),
        total: all.len(),
        kinds: kinds.iter().map(kind).collect(),
        width: tenths(SIZE.0) as u32,
        height: tenths(SIZE.1) as u32,
        shapes: provinces().iter().map(shape).collect(),
        near: markers(view, &spots, &NEAR),
        far: markers(view, &spots, &FAR),
        groups: groups(view, &spots),
    }
}

/// The places of pages, by name.
fn spots(site: &Site, pages: impl IntoIterator<Item = PageId>) -> Vec<Spot<'_>> {
    let mut found: BTreeMap<Key, Vec<PageId>> = BTreeMap::new();
    for id in pages {
        for key in keys(site, site.page(id)) {
            let pages = found.entry(key).or_default();
            if !pages.contains(&id) {
                pages.push(id);
            }
        }
    }
    let mut spots: Vec<Spot> = found.into_iter().filter_map(|(key, pages)| spot(site, key, pages)).collect();
    let alphabet = Alphabet::of(&site.config.language_tag);
    spots.sort_by(|a, b| alphabet.compare(a.label, b.label).then_with(|| a.id.cmp(&b.id)));
    spots
}

/// Where a page is: at its terms with a point, or else at its fields of type place.
fn keys<'a>(site: &'a Site, page: &'a Page) -> Vec<Key<'a>> {
    let mut keys = Vec::new();
    let fields = &site.config.kind(page.front.kind).fields;
    let on_map_page = |v| site.config.map.as_ref().is_none_or(|map| map.vocabulary == v);
    for (index, value) in &page.fields {
        if let (Value::Terms(terms), FieldType::Terms { vocabulary, .. }) = (value, &fields[*index].of)
            && on_map_page(*vocabulary)
        {
            keys.extend(terms.iter().filter(|t| point(site, **t).is_some()).map(|t| Key::Term(*t)));
        }
    }
    if keys.is_empty() {
        for (_, value) in &page.fields {
            if let Value::Place(place) = value
                && let Some((latitude, longitude)) = place.point
            {
                let rounded = [latitude, longitude].map(|d| (d * 10_000.0).round() as i64);
                keys.push(Key::Place(place.label(), rounded));
            }
        }
    }
    keys
}

fn point(site: &Site, term: TermId) -> Option<(f64, f64)> {
    let term = site.term(term);
    site.config.vocabulary(term.vocabulary).terms[term.declared?].point
}

fn spot<'a>(site: &'a Site, key: Key<'a>, pages: Vec<PageId>) -> Option<Spot<'a>> {
    match key {
        Key::Term(id) => {
            let term = site.term(id);
            let declared = &site.config.vocabulary(term.vocabulary).terms[term.declared?];
            let point = declared.point?;
            let own = Some(declared.province.as_str()).filter(|p| !p.is_empty());
            Some(Spot {
                id: term.slug.clone(),
                label: &term.label,
                point,
                province: own.or_else(|| province_of(point)).unwrap_or(""),
                url: term.permalink.as_deref().map(inside),
                pages,
            })
        }
        Key::Place(name, [latitude, longitude]) => {
            let point = (latitude as f64 / 10_000.0, longitude as f64 / 10_000.0);
            let label = if name.is_empty() { site.page(pages[0]).front.title.as_str() } else { name };
            let only = if let [page] = pages[..] { Some(inside(&site.page(page).permalink)) } else { None };
            Some(Spot {
                id: format!("{}-{latitude}-{longitude}", slug(label)),
                label,
                point,
                province: province_of(point).unwrap_or(""),
                url: only,
                pages,
            })
        }
    }
}

/// The circles of a drawing, the largest first so that the small ones lie on top. What is not on the map has none.
fn markers(view: View, spots: &[Spot], drawing: &Drawing) -> Vec<MarkerView> {
    let in_country = spots.iter().filter(|s| province_of(s.point).is_some());
    let mut placed: Vec<(&Spot, (f64, f64))> = in_country.map(|s| (s, on_map(s.point))).collect();
    placed.sort_by_key(|(s, _)| std::cmp::Reverse(s.pages.len()));
    let mut clusters: Vec<((f64, f64), Vec<&Spot>)> = Vec::new();
    for (spot, at) in placed {
        let distance = |c: &((f64, f64), Vec<&Spot>)| (c.0.0 - at.0).hypot(c.0.1 - at.1);
        let nearest = clusters.iter_mut().min_by(|a, b| distance(a).total_cmp(&distance(b)));
        match nearest.filter(|c| distance(c) < drawing.apart) {
            Some(cluster) => cluster.1.push(spot),
            None => clusters.push((at, vec![spot])),
        }
    }
    let marker = |(at, spots): &((f64, f64), Vec<&Spot>)| marker(view, *at, spots, drawing);
    let mut markers: Vec<MarkerView> = clusters.iter().map(marker).collect();
    markers.sort_by_key(|m| std::cmp::Reverse(m.count));
    markers
}

fn marker(view: View, (x, y): (f64, f64), spots: &[&Spot], drawing: &Drawing) -> MarkerView {
    let first = spots[0];
    let mut pages: Vec<PageId> = spots.iter().flat_map(|s| &s.pages).copied().collect();
    pages.sort_unstable();
    pages.dedup();
    let alone = spots.len() == 1;
    let names = || spots.iter().map(|s| s.label).collect::<Vec<_>>().join(", ");
    let around = || format!("{} ({})", view.texts.with("map_around", "label", first.label), names());
    let label = if alone { first.label.to_owned() } else { around() };
    let (least, most) = drawing.radius;
    let radius = (least + (pages.len() as f64 - 1.0).sqrt() * least / 4.0).min(most);
    MarkerView {
        label,
        url: first.url.clone().filter(|_| alone),
        // Where there is no page to go to: the place in the list.
        place: (!alone || first.url.is_none()).then(|| first.id.clone()),
        count: pages.len(),
        counts: counts(view.site, &pages),
        x: tenths(x),
        y: tenths(y),
        radius: tenths(radius),
        reach: tenths(drawing.apart / 2.0),
    }
}

/// The places by province in alphabetical order; those elsewhere come last.
fn groups(view: View, spots: &[Spot]) -> Vec<PlacesView> {
    let mut groups: BTreeMap<(bool, &str), Vec<PlaceView>> = BTreeMap::new();
    for spot in spots {
        let named = spot.pages.iter().filter(|_| spot.url.is_none());
        let pages: Vec<NeighbourView> = named.map(|p| view.neighbour(*p)).collect();
        groups.entry((spot.province.is_empty(), spot.province)).or_default().push(PlaceView {
            id: spot.id.clone(),
            label: spot.label.to_owned(),
            url: spot.url.clone(),
            count: spot.pages.len(),
            counts: counts(view.site, &spot.pages),
            pages,
        });
    }
    let label = |name: &str| if name.is_empty() { view.texts.get("map_elsewhere") } else { name }.to_owned();
    groups.into_iter().map(|((_, name), places)| PlacesView { label: label(name), places }).collect()
}

/// How many pages there are of each kind: `1:3 4:1`, numbers of kinds and of pages.
fn counts(site: &Site, pages: &[PageId]) -> String {
    let mut kinds: BTreeMap<KindId, usize> = BTreeMap::new();
    for id in pages {
        *kinds.entry(site.page(*id).front.kind).or_default() += 1;
    }
    kinds.iter().map(|(kind, n)| format!("{}:{n}", kind.0)).collect::<Vec<_>>().join(" ")
}

fn tenths(units: f64) -> i32 {
    (units * 10.0).round() as i32
}
