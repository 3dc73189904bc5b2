//! What a fire unit can still do when parts are missing: the truth table of its functions.

use case::Functions;

/// Whether a unit may engage a threat now.
///
/// `own_track`: its own radar or eyes hold a track. `remote_track`: a sensor holds one and the post's order has come.
/// `linked`: a path of links that are up joins it to its post. `post_up`: the post works. *Commanded* below means linked
/// to a post that is up. The first row that fits decides; a dash means that it does not matter.
///
/// | commanded | engages alone | own track, and something to make it with | remote track | engages on remote data | by eye | may engage |
/// | --- | --- | --- | --- | --- | --- | --- |
/// | no | no | - | - | - | - | no: it waits for orders that cannot come |
/// | no | yes | no | - | - | - | no: what others see does not reach it |
/// | no | yes | yes | - | - | - | **yes**: it falls back on its own radar or eyes |
/// | yes | - | yes | - | - | - | **yes** |
/// | yes | - | no | no | - | - | no: nobody sees the threat |
/// | yes | - | no | yes | no | - | no: it knows where to look, and must see for itself |
/// | yes | - | no | yes | yes | yes | no: eyes must see what they aim at |
/// | yes | - | no | yes | yes | no | **yes**: on another sensor's data, its own search being out or blind |
pub const fn may_engage(
    functions: Functions,
    own_track: bool,
    remote_track: bool,
    linked: bool,
    post_up: bool,
) -> bool {
    let commanded = linked && post_up;
    let sees = own_track && (functions.own_search || functions.by_eye);
    let told = remote_track && functions.engages_on_remote_data && !functions.by_eye;
    if commanded {
        sees || told
    } else {
        functions.engages_alone && sees
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One combination of everything the answer depends on.
    #[derive(Debug, Clone, Copy)]
    struct Now {
        functions: Functions,
        own_track: bool,
        remote_track: bool,
        linked: bool,
        post_up: bool,
    }

    impl Now {
        fn may_engage(self) -> bool {
            may_engage(
                self.functions,
                self.own_track,
                self.remote_track,
                self.linked,
                self.post_up,
            )
        }
    }

    /// All 256 combinations.
    fn all() -> impl Iterator<Item = Now> {
        (0..256_u32).map(|bits| {
            let bit = |place: u32| bits >> place & 1 == 1;
            Now {
                functions: Functions {
                    own_search: bit(0),
                    by_eye: bit(1),
                    engages_on_remote_data: bit(2),
                    engages_alone: bit(3),
                },
                own_track: bit(4),
                remote_track: bit(5),
                linked: bit(6),
                post_up: bit(7),
            }
        })
    }

    /// The documented table: what each row asks of (commanded, alone, sees, remote track, remote data, by eye), `None`
    /// where it does not matter, and its answer.
    const TABLE: [([Option<bool>; 6], bool); 8] = {
        const Y: Option<bool> = Some(true);
        const N: Option<bool> = Some(false);
        [
            ([N, N, None, None, None, None], false),
            ([N, Y, N, None, None, None], false),
            ([N, Y, Y, None, None, None], true),
            ([Y, None, Y, None, None, None], true),
            ([Y, None, N, N, None, None], false),
            ([Y, None, N, Y, N, None], false),
            ([Y, None, N, Y, Y, Y], false),
            ([Y, None, N, Y, Y, N], true),
        ]
    };

    #[test]
    fn every_combination_fits_one_row_of_the_table_and_gets_its_answer() {
        for now in all() {
            let functions = now.functions;
            let facts = [
                now.linked && now.post_up,
                functions.engages_alone,
                now.own_track && (functions.own_search || functions.by_eye),
                now.remote_track,
                functions.engages_on_remote_data,
                functions.by_eye,
            ];
            let fits = |asked: &[Option<bool>; 6]| {
                asked
                    .iter()
                    .zip(facts)
                    .all(|(asked, fact)| asked.is_none_or(|asked| asked == fact))
            };
            let rows: Vec<_> = TABLE.iter().filter(|(asked, _)| fits(asked)).collect();
            assert_eq!(rows.len(), 1, "{now:?}");
            assert_eq!(now.may_engage(), rows[0].1, "{now:?}");
        }
    }

    #[test]
    fn more_tracks_links_and_posts_never_forbid() {
        for now in all().filter(|now| now.may_engage()) {
            for more in [
                Now {
                    own_track: true,
                    ..now
                },
                Now {
                    remote_track: true,
                    ..now
                },
                Now {
                    linked: true,
                    ..now
                },
                Now {
                    post_up: true,
                    ..now
                },
            ] {
                assert!(more.may_engage(), "{now:?} may, {more:?} may not");
            }
        }
    }

    #[test]
    fn a_unit_whose_own_search_is_out_fires_only_linked_and_on_remote_data() {
        for now in all().filter(|now| !now.own_track && now.may_engage()) {
            assert!(now.linked && now.post_up && now.remote_track, "{now:?}");
            assert!(now.functions.engages_on_remote_data, "{now:?}");
        }
    }
}
