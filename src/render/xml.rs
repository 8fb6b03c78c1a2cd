//! XML as nested closures. The one home of quick-xml.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use std::io::Result;

/// A document that is being written.
pub struct Xml(Writer<Vec<u8>>);

impl std::fmt::Debug for Xml {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Xml")
    }
}

impl Xml {
    /// Begins with the XML declaration.
    pub fn declared() -> Result<Xml> {
        let mut writer = Writer::new(Vec::with_capacity(4096));
        writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
        writer.get_mut().push(b'\n');
        Ok(Xml(writer))
    }

    /// An element with attributes and whatever `inside` writes.
    pub fn element(
        &mut self,
        name: &str,
        attributes: &[(&str, &str)],
        inside: impl FnOnce(&mut Xml) -> Result<()>,
    ) -> Result<()> {
        let mut start = BytesStart::new(name);
        attributes.iter().for_each(|a| start.push_attribute(*a));
        self.0.write_event(Event::Start(start))?;
        inside(self)?;
        self.0.write_event(Event::End(BytesEnd::new(name)))?;
        self.0.get_mut().push(b'\n');
        Ok(())
    }

    /// An element without content.
    pub fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) -> Result<()> {
        let mut start = BytesStart::new(name);
        attributes.iter().for_each(|a| start.push_attribute(*a));
        self.0.write_event(Event::Empty(start))?;
        self.0.get_mut().push(b'\n');
        Ok(())
    }

    /// The document.
    pub fn bytes(self) -> Vec<u8> {
        self.0.into_inner()
    }
}

/// An element with text.
pub fn text_element(xml: &mut Xml, name: &str, text: &str) -> Result<()> {
    xml.element(name, &[], |xml| xml.0.write_event(Event::Text(BytesText::new(text))))
}
