//! A page's texts made whole: links, images and components, which stood open since parse, filled in.

use crate::model::address::joined;
use crate::model::condition::{Wanted, wanted};
use crate::model::id::{AssetId, PageId};
use crate::model::order::{Alphabet, sorted};
use crate::model::page::{Page, Role};
use crate::model::site::Site;
use crate::parse::document::{Body, ComponentUse, END, MARK};
use crate::parse::escape::escaped;
use crate::parse::web_address::is_web_address;
use crate::render::bodies::Bodies;
use crate::render::context::ImageView;
use crate::render::explanation::Explanations;
use crate::render::map::map;
use crate::render::theme::{Prepared, Theme, html, nothing, prepared};
use crate::render::view::View;
use crate::source::component::{Component, ParameterType, boolean, conditions, number};
use crate::source::field::KindId;
use crate::source::field::capitalised;
use crate::source::kind::{Kind, Sort};
use crate::source::language::is_language_tag;
use std::borrow::Cow;

/// The component that shows a map.
const MAP: &str = "map";

/// Bytes of HTML above an image that is probably in sight when a page opens: some twenty lines on a phone.
const NEAR: usize = 1000;

/// What is made of a page once, for all that show or count it.
pub trait Cards {
    /// The card of a page, as HTML.
    fn card(&self, id: PageId) -> Result<Prepared, String>;
    /// The size of its HTML in bytes, without the button that keeps it on a device; 0 when it cannot be
    /// rendered, which its own route tells.
    fn page_bytes(&self, id: PageId) -> usize;
    /// The size in bytes of the picture that a device keeps of an asset in several sizes.
    fn picture_bytes(&self, id: AssetId) -> u64;
}

/// Fills in all bodies of a page.
pub fn bodies(view: View, theme: &Theme, cards: &dyn Cards, page: &Page) -> Result<Bodies, String> {
    let mut made = Bodies::default();
    let mut components = 0;
    let mut explanations = Explanations::of(view.site, theme, page);
    for i in 0..page.bodies.len() {
        let filler = Filler { view, theme, cards, page, index: i };
        made.html.push(filler.fill(&mut components, explanations.as_mut())?);
    }
    Ok(made)
}

struct Filler<'a> {
    view: View<'a>,
    theme: &'a Theme,
    cards: &'a dyn Cards,
    page: &'a Page,
    index: usize,
}

impl Filler<'_> {
    fn body(&self) -> &Body {
        &self.page.bodies[self.index]
    }

    fn fill(&self, components: &mut usize, explanations: Option<&mut Explanations>) -> Result<String, String> {
        let body = self.body();
        let html = match explanations {
            Some(explanations) => explanations.explained(&body.html, &body.components)?,
            None => Cow::Borrowed(body.html.as_str()),
        };
        // What is being written, and around it the texts in which components are open.
        let mut out = String::with_capacity(html.len() + 256);
        let mut around: Vec<(usize, String)> = Vec::new();
        let mut rest = &*html;
        while let Some(i) = memchr::memchr(MARK as u8, rest.as_bytes()) {
            out.push_str(&rest[..i]);
            let Some(end) = rest[i..].find(END) else { break };
            let marker = &rest[i + MARK.len_utf8()..i + end];
            rest = &rest[i + end + END.len_utf8()..];
            let Ok(index) = marker.get(1..).unwrap_or("").parse::<usize>() else { continue };
            match marker.as_bytes()[0] {
                b'L' => rest = self.link(index, rest, &mut out),
                b'I' => self.image(index, &mut out)?,
                b'S' => self.image_address(index, &mut out),
                b'B' => out.push_str(&escaped(&self.view.texts.with("back_to_reference", "n", &index.to_string()))),
                b'N' => out.push_str(&escaped(self.view.texts.get("footnotes"))),
                b'T' => out.push_str(&escaped(&self.page.front.title)),
                b'C' if index < self.body().components.len() => around.push((index, std::mem::take(&mut out))),
                b'E' if around.iter().any(|(open, _)| *open == index) => {
                    while let Some((open, before)) = around.pop() {
                        let inner = std::mem::replace(&mut out, before);
                        *components += 1;
                        out.push_str(&self.component(open, inner, *components)?);
                        if open == index {
                            break;
                        }
                    }
                }
                _ => {}
            }
        }
        out.push_str(rest);
        while let Some((_, before)) = around.pop() {
            out = before + &out;
        }
        Ok(out)
    }

    /// Writes the address of a link; without one the `href` is taken out again.
    fn link<'r>(&self, index: usize, rest: &'r str, out: &mut String) -> &'r str {
        let address = self.page.links.get(self.index).and_then(|l| l.get(index)).and_then(Option::as_deref);
        match address {
            Some(address) => out.push_str(&escaped(address)),
            None => {
                let opening = " href=\"";
                if out.ends_with(opening) {
                    out.truncate(out.len() - opening.len());
                    return rest.strip_prefix('"').unwrap_or(rest);
                }
            }
        }
        rest
    }

    /// Writes an image; without one its description. The first of a page without lead image does not wait
    /// until it is in sight when little stands above it.
    fn image(&self, index: usize, out: &mut String) -> Result<(), String> {
        let Some(image) = self.body().images.get(index) else { return Ok(()) };
        let Some(asset) = self.page.images[self.index].get(index).copied().flatten() else {
            out.push_str(&escaped(&image.alt));
            return Ok(());
        };
        let above = self.index == 0 && index == 0 && out.len() < NEAR;
        let first = above && self.page.front.image.is_none();
        let view = ImageView { alt: image.alt.clone(), ..self.view.asset_image(asset) };
        let values = vec![
            ("image".into(), prepared(&view)),
            ("title".into(), prepared(&image.title)),
            ("first".into(), prepared(&first)),
        ];
        out.push_str(self.theme.render("partials/image_in_text.html", values)?.trim());
        Ok(())
    }

    fn image_address(&self, index: usize, out: &mut String) {
        match self.page.images[self.index].get(index).copied().flatten() {
            Some(asset) => out.push_str(&escaped(&self.view.asset_image(asset).src)),
            None => out.push_str("data:,"),
        }
    }

    fn component(&self, index: usize, inner: String, number: usize) -> Result<String, String> {
        let used = &self.body().components[index];
        let Some(component) = self.theme.components.get(&used.name) else { return Ok(inner) };
        if !component.missing(&used.parameters).is_empty() {
            return Ok(inner); // What it needs is not there, which has been told.
        }
        let mut values: Vec<(Cow<'static, str>, Prepared)> = vec![
            ("body".into(), html(&inner)),
            ("id".into(), prepared(&format!("{}-{number}", capitalised(&component.name)))),
        ];
        for parameter in &component.parameters {
            let text = used.parameters.iter().find(|(key, _)| *key == parameter.name).map(|(_, v)| v.as_str());
            let value = text.and_then(|text| self.parameter(parameter.of, text));
            if value.is_none() && text.is_some() {
                return Ok(inner); // It means nothing, which has been told.
            }
            values.push((parameter.name.clone().into(), value.unwrap_or_else(nothing)));
        }
        if component.name == MAP {
            values.push(("map".into(), prepared(&map(self.view, mapped_pages(self.view.site, used, self.page)))));
        } else if let Some(kind) = listed_kind(self.view.site, component, used) {
            let pages = listed_pages(self.view.site, kind, used, self.page);
            let cards: Vec<Prepared> = pages.into_iter().map(|p| self.cards.card(p)).collect::<Result<_, _>>()?;
            values.push(("cards".into(), prepared(&cards)));
        }
        let made = self.theme.render(&format!("components/{}.html", component.name), values)?;
        // A component that holds no text loses none.
        Ok(if component.around { made } else { made + &inner })
    }

    /// The value of a parameter as templates get it; none when it means nothing.
    fn parameter(&self, of: ParameterType, text: &str) -> Option<Prepared> {
        let site = self.view.site;
        let asset = || joined(&self.page.path, text).and_then(|_| site.asset_beside(self.page, text));
        Some(match of {
            ParameterType::Text => prepared(&text),
            ParameterType::Url => prepared(&Some(text).filter(|url| is_web_address(url))?),
            ParameterType::Boolean => prepared(&boolean(text).unwrap_or(true)),
            ParameterType::Number => match text.parse::<i64>() {
                Ok(whole) => prepared(&whole),
                Err(_) => prepared(&number(text)?),
            },
            ParameterType::Language => prepared(&Some(text).filter(|tag| is_language_tag(tag))?),
            ParameterType::Image => prepared(&self.view.asset_image(asset()?)),
            ParameterType::File => prepared(&self.view.file(asset()?)),
            ParameterType::Page => prepared(&self.view.whole_card(page_named(site, text)?)),
            ParameterType::Kind => self.view.kind(kind_named(site, text)?),
        })
    }
}

/// The page that a component names: by file name, path or title.
pub fn page_named(site: &Site, name: &str) -> Option<PageId> {
    let mut pages = site.targets.by_reference(name).iter().map(|p| PageId(*p));
    pages.find(|p| site.page(*p).role == Role::Page)
}

/// The kind of this name.
pub fn kind_named(site: &Site, name: &str) -> Option<KindId> {
    site.config.kinds.iter().position(|k| k.name == name).map(|i| KindId(i as u16))
}

fn listed_kind(site: &Site, component: &Component, used: &ComponentUse) -> Option<KindId> {
    let parameter = component.parameters.iter().find(|p| p.of == ParameterType::Kind)?;
    let (_, name) = used.parameters.iter().find(|(key, _)| *key == parameter.name)?;
    kind_named(site, name)
}

/// The pages that the component `map` shows: of a kind or of all that the hub's map has, filtered.
fn mapped_pages(site: &Site, used: &ComponentUse, page: &Page) -> Vec<PageId> {
    let parameter = |name: &str| used.parameters.iter().find(|(key, _)| key == name).map(|(_, v)| v.as_str());
    let kinds = match (parameter("kind").and_then(|name| kind_named(site, name)), &site.config.map) {
        (Some(kind), _) => vec![kind],
        (None, Some(map)) => map.kinds.clone(),
        (None, None) => (0..site.config.kinds.len()).map(|k| KindId(k as u16)).collect(),
    };
    let pages = kinds.iter().flat_map(|k| &site.by_kind[usize::from(k.0)]).copied().collect();
    filtered(site, pages, parameter("filter").unwrap_or(""), page)
}

/// The pages that meet all conditions of a filter of a component on `page`.
fn filtered(site: &Site, mut pages: Vec<PageId>, filter: &str, page: &Page) -> Vec<PageId> {
    for (name, value) in conditions(filter) {
        // By kind, since each has its own field of this name.
        let understood =
            |kind: &Kind| kind.fields.iter().find(|f| f.name == name).and_then(|f| wanted(site, f, value, page));
        let by_kind: Vec<Option<Wanted>> = site.config.kinds.iter().map(understood).collect();
        pages.retain(|id| {
            let listed = site.page(*id);
            let wanted = by_kind[usize::from(listed.front.kind.0)].as_ref();
            wanted.zip(listed.field(&site.config, name)).is_some_and(|(wanted, value)| wanted.is_met_by(value))
        });
    }
    pages
}

/// The pages that a component lists: of a kind, filtered (`field=value`, several with commas), sorted and limited.
fn listed_pages(site: &Site, kind: KindId, used: &ComponentUse, page: &Page) -> Vec<PageId> {
    let parameter = |name: &str| used.parameters.iter().find(|(key, _)| key == name).map(|(_, v)| v.as_str());
    let pages = site.by_kind[usize::from(kind.0)].clone();
    let mut pages = filtered(site, pages, parameter("filter").unwrap_or(""), page);
    if let Some(sort) = parameter("sort") {
        let alphabet = Alphabet::of(&site.config.language_tag);
        pages = sorted(&site.config, &site.pages, pages, &Sort::written(sort), &alphabet);
    }
    let limit = parameter("limit").and_then(|l| l.parse().ok()).unwrap_or(12);
    pages.truncate(limit);
    pages
}
