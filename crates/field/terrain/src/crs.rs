//! Names of coordinate reference systems, so that one that is refused is refused by its name.
//!
//! Source: the EPSG register, codes and names of those that elevation models come in.

/// Systems that are not a numbered zone of a series.
const NAMED: [(u16, &str); 24] = [
    (2154, "RGF93 / Lambert-93"),
    (3031, "WGS 84 / Antarctic Polar Stereographic"),
    (3035, "ETRS89-extended / LAEA Europe"),
    (3395, "WGS 84 / World Mercator"),
    (3413, "WGS 84 / NSIDC Sea Ice Polar Stereographic North"),
    (3857, "WGS 84 / Pseudo-Mercator"),
    (3995, "WGS 84 / Arctic Polar Stereographic"),
    (4019, "Unknown datum based upon the GRS 1980 ellipsoid"),
    (4030, "Unknown datum based upon the WGS 84 ellipsoid"),
    (4230, "ED50"),
    (4240, "Indian 1975"),
    (4258, "ETRS89"),
    (4267, "NAD27"),
    (4269, "NAD83"),
    (4277, "OSGB36"),
    (4284, "Pulkovo 1942"),
    (4322, "WGS 72"),
    (4674, "SIRGAS 2000"),
    (4978, "WGS 84 (geocentric)"),
    (4979, "WGS 84 (3D, heights above the ellipsoid)"),
    (5070, "NAD83 / Conus Albers"),
    (6933, "WGS 84 / NSIDC EASE-Grid 2.0 Global"),
    (27_700, "OSGB36 / British National Grid"),
    (31_370, "BD72 / Belgian Lambert 72"),
];

/// Series of UTM zones: first code, first zone, last zone, datum, hemisphere.
const ZONES: [(u16, u16, u16, &str, &str); 6] = [
    (32_601, 1, 60, "WGS 84", "N"),
    (32_701, 1, 60, "WGS 84", "S"),
    (32_201, 1, 60, "WGS 72", "N"),
    (25_828, 28, 38, "ETRS89", "N"),
    (26_901, 1, 23, "NAD83", "N"),
    (23_028, 28, 38, "ED50", "N"),
];

/// `WGS 84 / UTM zone 42N (EPSG:32642)`; without a known name the code alone.
pub(crate) fn name(code: u16) -> String {
    match known(code) {
        Some(name) => format!("{name} (EPSG:{code})"),
        None => format!("EPSG:{code}"),
    }
}

fn known(code: u16) -> Option<String> {
    if let Some((_, name)) = NAMED.iter().find(|(number, _)| *number == code) {
        return Some((*name).to_owned());
    }
    let zone = |(first, from, to, datum, half): &(u16, u16, u16, &str, &str)| {
        let zone = code.checked_sub(*first)? + from;
        (zone <= *to).then(|| format!("{datum} / UTM zone {zone}{half}"))
    };
    ZONES.iter().find_map(zone)
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn codes_have_names() {
        for (code, right) in [
            (32_642, "WGS 84 / UTM zone 42N (EPSG:32642)"),
            (32_760, "WGS 84 / UTM zone 60S (EPSG:32760)"),
            (25_832, "ETRS89 / UTM zone 32N (EPSG:25832)"),
            (3857, "WGS 84 / Pseudo-Mercator (EPSG:3857)"),
            (32_661, "EPSG:32661"),
        ] {
            assert_eq!(name(code), right);
        }
    }
}
