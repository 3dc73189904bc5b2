//! Names of countries: which spellings mean one, and which names are a country's at all.

/// Members of the United Nations and a few others that buy or sell arms, and past ones that tables of purchases name; by the short names
/// of English use.
const NAMES: &str = "Afghanistan, Albania, Algeria, Andorra, Angola, Antigua and Barbuda, Argentina, Armenia, Australia, \
    Austria, Azerbaijan, Bahamas, Bahrain, Bangladesh, Barbados, Belarus, Belgium, Belize, Benin, Bhutan, \
    Bolivia, Bosnia and Herzegovina, Botswana, Brazil, Brunei, Bulgaria, Burkina Faso, Burundi, Cambodia, \
    Cameroon, Canada, Cape Verde, Central African Republic, Chad, Chile, China, Colombia, Comoros, Congo, \
    Costa Rica, Croatia, Cuba, Cyprus, Czech Republic, DR Congo, Denmark, Djibouti, Dominica, \
    Dominican Republic, East Timor, Ecuador, Egypt, El Salvador, Equatorial Guinea, Eritrea, Estonia, \
    Eswatini, Ethiopia, Fiji, Finland, France, Gabon, Gambia, Georgia, Germany, Ghana, Greece, Grenada, \
    Guatemala, Guinea, Guinea-Bissau, Guyana, Haiti, Honduras, Hungary, Iceland, India, Indonesia, Iran, \
    Iraq, Ireland, Israel, Italy, Ivory Coast, Jamaica, Japan, Jordan, Kazakhstan, Kenya, Kiribati, Kosovo, \
    Kuwait, Kyrgyzstan, Laos, Latvia, Lebanon, Lesotho, Liberia, Libya, Liechtenstein, Lithuania, \
    Luxembourg, Madagascar, Malawi, Malaysia, Maldives, Mali, Malta, Marshall Islands, Mauritania, \
    Mauritius, Mexico, Micronesia, Moldova, Monaco, Mongolia, Montenegro, Morocco, Mozambique, Myanmar, \
    Namibia, Nauru, Nepal, Netherlands, New Zealand, Nicaragua, Niger, Nigeria, North Korea, \
    North Macedonia, Norway, Oman, Pakistan, Palau, Palestine, Panama, Papua New Guinea, Paraguay, Peru, \
    Philippines, Poland, Portugal, Qatar, Romania, Russia, Rwanda, Saint Kitts and Nevis, Saint Lucia, \
    Saint Vincent and the Grenadines, Samoa, San Marino, Sao Tome and Principe, Saudi Arabia, Senegal, \
    Serbia, Seychelles, Sierra Leone, Singapore, Slovakia, Slovenia, Solomon Islands, Somalia, South Africa, \
    South Korea, South Sudan, Spain, Sri Lanka, Sudan, Suriname, Sweden, Switzerland, Syria, Taiwan, \
    Tajikistan, Tanzania, Thailand, Togo, Tonga, Trinidad and Tobago, Tunisia, Turkey, Turkmenistan, Tuvalu, \
    UAE, UK, USA, Uganda, Ukraine, Uruguay, Uzbekistan, Vanuatu, Vatican, Venezuela, Vietnam, Yemen, Zambia, \
    Zimbabwe, Czechoslovakia, East Germany, North Vietnam, North Yemen, South Yemen, Yugoslavia";

/// Other names of them, in lower case and without dots. The USSR counts as Russia.
const ALIASES: [(&str, &str); 52] = [
    ("ussr", "Russia"),
    ("soviet union", "Russia"),
    ("russian federation", "Russia"),
    ("us", "USA"),
    ("united states", "USA"),
    ("united states of america", "USA"),
    ("america", "USA"),
    ("united kingdom", "UK"),
    ("great britain", "UK"),
    ("britain", "UK"),
    ("türkiye", "Turkey"),
    ("turkiye", "Turkey"),
    ("republic of türkiye", "Turkey"),
    ("republic of turkey", "Turkey"),
    ("republic of korea", "South Korea"),
    ("korea, south", "South Korea"),
    ("korea", "South Korea"),
    ("rok", "South Korea"),
    ("dprk", "North Korea"),
    ("korea, north", "North Korea"),
    ("democratic people's republic of korea", "North Korea"),
    ("prc", "China"),
    ("people's republic of china", "China"),
    ("roc", "Taiwan"),
    ("republic of china", "Taiwan"),
    ("chinese taipei", "Taiwan"),
    ("czechia", "Czech Republic"),
    ("viet nam", "Vietnam"),
    ("socialist republic of vietnam", "Vietnam"),
    ("democratic republic of vietnam", "North Vietnam"),
    ("united arab emirates", "UAE"),
    ("emirates", "UAE"),
    ("kingdom of saudi arabia", "Saudi Arabia"),
    ("ksa", "Saudi Arabia"),
    ("islamic republic of iran", "Iran"),
    ("islamic emirate of afghanistan", "Afghanistan"),
    ("islamic republic of afghanistan", "Afghanistan"),
    ("syrian arab republic", "Syria"),
    ("holland", "Netherlands"),
    ("the netherlands", "Netherlands"),
    ("federal republic of germany", "Germany"),
    ("west germany", "Germany"),
    ("gdr", "East Germany"),
    ("slovak republic", "Slovakia"),
    ("macedonia", "North Macedonia"),
    ("burma", "Myanmar"),
    ("côte d'ivoire", "Ivory Coast"),
    ("cote d'ivoire", "Ivory Coast"),
    ("byelorussia", "Belarus"),
    ("republic of belarus", "Belarus"),
    ("timor-leste", "East Timor"),
    ("swaziland", "Eswatini"),
];

/// The name by which a country is known here; `None` of what is no country's name.
pub(super) fn known(name: &str) -> Option<&'static str> {
    let plain = name.trim().to_lowercase().replace('.', "");
    let alias = ALIASES.iter().find(|(other, _)| *other == plain);
    alias
        .map(|(_, name)| *name)
        .or_else(|| names().find(|name| name.to_lowercase() == plain))
}

/// Whether a name is a country's, however it is spelt.
pub fn is_country(name: &str) -> bool {
    known(name).is_some()
}

/// The names by which countries are known here.
pub fn names() -> impl Iterator<Item = &'static str> {
    NAMES.split(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_alias_means_a_country_and_is_none_itself() {
        let all: Vec<&str> = names().collect();
        for (alias, name) in ALIASES {
            assert!(all.contains(&name), "{name}");
            assert!(
                !all.iter().any(|name| name.to_lowercase() == alias),
                "{alias}"
            );
            assert_eq!(known(alias), Some(name));
        }
        for (at, name) in all.iter().enumerate() {
            assert!(!all[..at].contains(name), "{name} twice");
        }
    }
}
