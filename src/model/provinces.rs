//! The provinces of the Netherlands as outlines on a map, and in which of them a point lies.
//! Their source and licence stand in `provinces.txt`.

use crate::model::projection::on_map;
use std::fmt::Write;
use std::sync::OnceLock;

static FILE: &str = include_str!("provinces.txt");

/// How far outside every outline a point may lie, in units of the map (about 0.7 kilometres each):
/// points are rounded to a kilometre, and the outlines end at the water.
const NEAR: f64 = 6.0;

/// A province.
#[derive(Debug)]
pub struct Province {
    /// Its Dutch name.
    pub name: &'static str,
    /// Its outlines in tenths of a unit of the map: land and islands.
    pub rings: Vec<Vec<(i32, i32)>>,
}

/// All of them, by name.
pub fn provinces() -> &'static [Province] {
    static PROVINCES: OnceLock<Vec<Province>> = OnceLock::new();
    PROVINCES.get_or_init(|| {
        let mut all: Vec<Province> = Vec::new();
        for line in FILE.lines().filter(|l| !l.starts_with('#')) {
            match (line.strip_prefix("  "), all.last_mut()) {
                (Some(points), Some(province)) => province.rings.push(ring(points)),
                _ => all.push(Province { name: line, rings: Vec::new() }),
            }
        }
        all
    })
}

/// The province in which a point (latitude and longitude in degrees) lies, or from which it is a
/// stone's throw; none for a point elsewhere.
pub fn province_of(point: (f64, f64)) -> Option<&'static str> {
    let at = on_map(point);
    let distances = provinces().iter().map(|p| (p.distance(at), p.name));
    let nearest = distances.min_by(|a, b| a.0.total_cmp(&b.0));
    nearest.filter(|(distance, _)| *distance <= NEAR).map(|(_, name)| name)
}

impl Province {
    /// Its outlines as the path of an SVG, in tenths of a unit.
    pub fn path(&self) -> String {
        let mut path = String::new();
        for ring in &self.rings {
            let mut last = (0, 0);
            for (i, (x, y)) in ring.iter().enumerate() {
                let command = ["M", "l", " "][i.min(2)];
                let _ = write!(path, "{command}{} {}", x - last.0, y - last.1);
                last = (*x, *y);
            }
            path.push('z');
        }
        path.replace(" -", "-")
    }

    /// How far a point of the map, in units, lies outside of it: 0 inside.
    fn distance(&self, at: (f64, f64)) -> f64 {
        let at = (at.0 * 10.0, at.1 * 10.0);
        let edges = || {
            self.rings.iter().flat_map(|ring| {
                let ends = ring.iter().cycle().skip(1);
                ring.iter().zip(ends).map(|(a, b)| (float(*a), float(*b)))
            })
        };
        // A ray to the right crosses the edges an odd number of times when it begins inside.
        let crosses = |((ax, ay), (bx, by)): &((f64, f64), (f64, f64))| {
            (*ay > at.1) != (*by > at.1) && at.0 < (bx - ax) * (at.1 - ay) / (by - ay) + ax
        };
        if edges().filter(crosses).count() % 2 == 1 {
            return 0.0;
        }
        edges().map(|(a, b)| from_edge(at, a, b)).fold(f64::INFINITY, f64::min) / 10.0
    }
}

fn from_edge(at: (f64, f64), a: (f64, f64), b: (f64, f64)) -> f64 {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let length = dx * dx + dy * dy;
    let along = if length == 0.0 { 0.0 } else { ((at.0 - a.0) * dx + (at.1 - a.1) * dy) / length };
    let along = along.clamp(0.0, 1.0);
    (at.0 - a.0 - along * dx).hypot(at.1 - a.1 - along * dy)
}

fn float((x, y): (i32, i32)) -> (f64, f64) {
    (f64::from(x), f64::from(y))
}

fn ring(points: &str) -> Vec<(i32, i32)> {
    let point = |text: &str| text.split_once(',').and_then(|(x, y)| Some((x.parse().ok()?, y.parse().ok()?)));
    points.split(' ').filter_map(point).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::yaml::parse_yaml;

    /// Id, point and province of the municipalities as the hub declares them. Their provinces are
    /// written by hand, from what is commonly known, and not taken from the outlines.
    fn municipalities() -> Vec<(String, (f64, f64), String)> {
        let file = include_str!("../../data/gemeenten.yaml");
        let crate::source::yaml::Value::Map(pairs) = parse_yaml(file).unwrap() else { panic!("a map of terms") };
        let text = |v: &crate::source::yaml::Value, key: &str| v.get(key).and_then(|v| v.scalar_text()).unwrap();
        let number = |v: &crate::source::yaml::Value, key: &str| text(v, key).parse::<f64>().unwrap();
        let one = |(id, v): (String, _)| (id, (number(&v, "latitude"), number(&v, "longitude")), text(&v, "province"));
        pairs.into_iter().map(one).collect()
    }

    #[test]
    fn there_are_twelve_with_the_number_of_municipalities_that_statistics_netherlands_counts() {
        let all = municipalities();
        assert_eq!((provinces().len(), all.len()), (12, 342));
        let expected = [
            ("Drenthe", 12),
            ("Flevoland", 6),
            ("Fryslân", 18),
            ("Gelderland", 51),
            ("Groningen", 10),
            ("Limburg", 31),
            ("Noord-Brabant", 56),
            ("Noord-Holland", 44),
            ("Overijssel", 25),
            ("Utrecht", 26),
            ("Zeeland", 13),
            ("Zuid-Holland", 50),
        ];
        for (province, (name, count)) in provinces().iter().zip(expected) {
            assert_eq!(province.name, name);
            assert_eq!(all.iter().filter(|(_, _, p)| p == name).count(), count, "{name}");
        }
    }

    #[test]
    fn every_municipality_falls_into_its_province() {
        let all = municipalities();
        let wrong: Vec<&str> =
            all.iter().filter(|(_, at, name)| province_of(*at) != Some(name)).map(|(id, ..)| id.as_str()).collect();
        // Uithoorn lies on the border, and its point is rounded to a kilometre. Vijfheerenlanden went from
        // Zuid-Holland to Utrecht in 2019, and the outlines are older.
        assert_eq!(wrong, ["uithoorn", "vijfheerenlanden"], "340 of 342");
        let outside = |(_, at, name): &&(String, (f64, f64), String)| {
            provinces().iter().any(|p| p.name == name && p.distance(on_map(*at)) > 1.0)
        };
        let outside: Vec<&str> = all.iter().filter(outside).map(|(id, ..)| id.as_str()).collect();
        assert_eq!(outside, ["vijfheerenlanden"], "the others are inside, or less than a kilometre outside");
    }

    #[test]
    fn islands_polders_and_strangers() {
        assert_eq!(province_of((53.44, 5.77)), Some("Fryslân"), "Ameland");
        assert_eq!(province_of((53.05, 4.80)), Some("Noord-Holland"), "Texel");
        assert_eq!(province_of((52.70, 5.75)), Some("Flevoland"), "Emmeloord");
        assert_eq!(province_of((51.33, 3.49)), Some("Zeeland"), "Oostburg");
        assert_eq!(province_of((50.85, 4.35)), None, "Brussels");
        assert_eq!(province_of((4.9, 52.4)), None, "latitude and longitude in the wrong order");
    }

    #[test]
    fn outlines_are_paths() {
        for province in provinces() {
            assert!(province.rings.iter().all(|ring| ring.len() > 3), "{}", province.name);
            let path = province.path();
            assert!(path.starts_with('M') && path.ends_with('z') && path.matches('M').count() == province.rings.len());
        }
    }
}
