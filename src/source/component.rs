//! What a component declares of itself, in the comment at the top of its template.

use crate::source::yaml::{Value, parse_yaml};

/// A component of the theme.
#[derive(Clone, Debug, PartialEq)]
pub struct Component {
    /// Its name: that of its file without `.html`.
    pub name: String,
    /// Whether it stands around Markdown.
    pub around: bool,
    /// Its parameters.
    pub parameters: Vec<Parameter>,
    /// Names of parameters of which one must be there; may be empty.
    pub one_of: Vec<String>,
}

/// A parameter of a component.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// What its value is.
    pub of: ParameterType,
    /// Whether it must be there.
    pub required: bool,
}

/// The types of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParameterType {
    /// Plain text.
    Text,
    /// `true`, or the name alone.
    Boolean,
    /// A number.
    Number,
    /// A web address.
    Url,
    /// An image beside the page.
    Image,
    /// A file beside the page.
    File,
    /// Another page.
    Page,
    /// A kind, whose pages the component lists.
    Kind,
    /// The tag of a language.
    Language,
}

impl Component {
    /// The names of parameters that must be among those given and are not, or are empty: each by itself, and those of
    /// which one is enough together.
    pub fn missing(&self, given: &[(String, String)]) -> Vec<Vec<&str>> {
        let is_there = |name: &str| given.iter().any(|(key, value)| key == name && !value.trim().is_empty());
        let required = self.parameters.iter().filter(|p| p.required).map(|p| vec![p.name.as_str()]);
        let one_of: Vec<&str> = self.one_of.iter().map(String::as_str).collect();
        let all = required.chain((!one_of.is_empty()).then_some(one_of));
        all.filter(|names| !names.iter().any(|name| is_there(name))).collect()
    }
}

/// Whether a text says yes; none when it says neither yes nor no.
pub fn boolean(text: &str) -> Option<bool> {
    match text {
        "true" | "ja" => Some(true),
        "false" | "nee" => Some(false),
        _ => None,
    }
}

/// The conditions of a `filter`, such as `themas=jeugd, status=klaar`: fields and the values that they must have.
pub fn conditions(filter: &str) -> impl Iterator<Item = (&str, &str)> {
    let conditions = filter.split(',').filter(|condition| !condition.trim().is_empty());
    conditions.map(|condition| {
        let (field, value) = condition.split_once('=').unwrap_or((condition, ""));
        (field.trim(), value.trim())
    })
}

/// The number that a text is, with a comma or a dot before what is less than one.
pub fn number(text: &str) -> Option<f64> {
    let text = if text.contains('.') { text.to_owned() } else { text.replacen(',', ".", 1) };
    text.parse::<f64>().ok().filter(|number| number.is_finite())
}

/// Names and types, as they are written in a template.
pub const PARAMETER_TYPES: &[(&str, ParameterType)] = &[
    ("text", ParameterType::Text),
    ("boolean", ParameterType::Boolean),
    ("number", ParameterType::Number),
    ("url", ParameterType::Url),
    ("image", ParameterType::Image),
    ("file", ParameterType::File),
    ("page", ParameterType::Page),
    ("kind", ParameterType::Kind),
    ("language", ParameterType::Language),
];

/// Reads the declaration of a component from its template. Errors say what is missing.
pub fn component(name: &str, template: &str) -> Result<Component, String> {
    let comment = template.trim_start().strip_prefix("{#").and_then(|t| t.split_once("#}")).map(|(c, _)| c);
    let comment =
        comment.ok_or_else(|| format!("components/{name}.html does not begin with its declaration {{# … #}}"))?;
    let declared =
        parse_yaml(comment.trim_matches('-')).map_err(|e| format!("components/{name}.html: {}", e.reason))?;
    let around = match declared.get("form") {
        Some(Value::Text(form)) if form == "around" => true,
        Some(Value::Text(form)) if form == "leaf" => false,
        _ => return Err(format!("components/{name}.html: form is `around` or `leaf`")),
    };
    let mut parameters = Vec::new();
    if let Some(Value::Map(pairs)) = declared.get("params") {
        for (key, value) in pairs {
            let of = value.get("type").and_then(Value::scalar_text).unwrap_or_else(|| "text".into());
            let of = PARAMETER_TYPES.iter().find(|(n, _)| *n == of).map(|(_, t)| *t);
            let of = of.ok_or_else(|| format!("components/{name}.html: unknown type of `{key}`"))?;
            let required = value.get("required") == Some(&Value::Bool(true));
            parameters.push(Parameter { name: key.clone(), of, required });
        }
    }
    let one_of = match declared.get("one_of") {
        Some(Value::List(names)) => names.iter().filter_map(Value::scalar_text).collect(),
        _ => Vec::new(),
    };
    if let Some(unknown) = one_of.iter().find(|name| parameters.iter().all(|p| p.name != **name)) {
        return Err(format!("components/{name}.html: `one_of` names `{unknown}`, which is not among its parameters"));
    }
    Ok(Component { name: name.to_owned(), around, parameters, one_of })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_component_declares_its_parameters() {
        let text = "{#\nform: around\nparams:\n  title: { type: text, required: true }\n#}\n<p>{{ title }}</p>";
        let component = component("note", text).unwrap();
        assert!(component.around);
        assert_eq!(
            component.parameters[0],
            Parameter { name: "title".into(), of: ParameterType::Text, required: true }
        );
        assert!(super::component("x", "<p></p>").is_err());
    }

    #[test]
    fn a_number_may_have_a_comma() {
        assert_eq!(["12,5", "12.5", "-3"].map(number), [Some(12.5), Some(12.5), Some(-3.0)]);
        assert_eq!(["1.250,5", "1,2,3", "NaN", "twee"].map(number), [None; 4]);
    }

    #[test]
    fn one_of_names_parameters() {
        let declared =
            |one_of: &str| format!("{{#\nform: leaf\nparams:\n  src: {{ type: file }}\none_of: {one_of}\n#}}");
        assert_eq!(component("film", &declared("[src]")).unwrap().one_of, ["src"]);
        assert!(component("film", &declared("[url]")).is_err());
    }
}
