//! From degrees (WGS 84) to the map of the provinces: the Mercator projection that the map is drawn in.
//!
//! The source of the outlines (see `provinces.txt`) does not name its projection. It follows from the
//! four ends of the country: its west and east give a scale of 158.19 units for a degree of longitude,
//! its north and south one of 158.09 for a degree of Mercator latitude. Equal scales are what makes
//! Mercator; they differ by 0.07 %, which is half a unit (some 300 metres) over the whole height.

/// Width and height of the map in its units.
pub const SIZE: (f64, f64) = (613.0, 724.0);

/// Units for a degree of longitude.
const SCALE: f64 = (EDGES.1 - EDGES.0) / (EAST - WEST);
/// Sint Anna ter Muiden, 3° 21′ 32″ east.
const WEST: f64 = 3.0 + 21.0 / 60.0 + 32.0 / 3600.0;
/// Bad Nieuweschans, 7° 13′ 40″ east.
const EAST: f64 = 7.0 + 13.0 / 60.0 + 40.0 / 3600.0;
/// Rottumerplaat.
const NORTH: f64 = 53.5553;
/// Where the outlines begin and end, from west to east.
const EDGES: (f64, f64) = (0.258_53, 612.278_53);
/// Where the outlines begin in the north.
const TOP: f64 = 0.274_83;

/// A point of the map, in its units from the top left, from latitude and longitude in degrees.
pub fn on_map((latitude, longitude): (f64, f64)) -> (f64, f64) {
    let x = EDGES.0 + SCALE * (longitude - WEST);
    let y = TOP + SCALE * (mercator(NORTH) - mercator(latitude));
    (x, y)
}

/// Degrees of latitude as the Mercator projection stretches them.
fn mercator(latitude: f64) -> f64 {
    (std::f64::consts::FRAC_PI_4 + latitude.to_radians() / 2.0).tan().ln().to_degrees()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_ends_of_the_country_are_those_of_the_map() {
        // Kuttingen, the southernmost place.
        let south = on_map((50.7504, 5.9));
        assert!((south.1 - 723.284_83).abs() < 0.6, "{south:?}");
        assert!((on_map((53.2, EAST)).0 - EDGES.1).abs() < 1e-9);
        assert!((on_map((NORTH, 6.5)).1 - TOP).abs() < 1e-9);
    }

    proptest! {
        #[test]
        fn north_is_above_and_east_is_right(latitude in 50.7f64..53.5, longitude in 3.3f64..7.2, step in 0.001f64..0.05) {
            let (x, y) = on_map((latitude, longitude));
            prop_assert!(on_map((latitude + step, longitude)).1 < y);
            prop_assert!(on_map((latitude, longitude + step)).0 > x);
        }

        #[test]
        fn small_squares_stay_square(latitude in 50.7f64..53.5, longitude in 3.3f64..7.2) {
            // What makes Mercator: a step in any direction is stretched alike.
            let step = 0.001;
            let (x, y) = on_map((latitude, longitude));
            let down = y - on_map((latitude + step, longitude)).1;
            let right = on_map((latitude, longitude + step)).0 - x;
            prop_assert!((down * latitude.to_radians().cos() / right - 1.0).abs() < 1e-3);
        }
    }
}
