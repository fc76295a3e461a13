Feature: Interference and the response figures of the trials

  Rule: Complete response in IKEMA is underestimated

    @rule:ife-cr-underestimate-ikema
    Scenario Outline: With isatuximab-Kd in relapsed disease the adjusted rate stands beside the printed one
      Given a patient assessed on 2024-03-15
        | <role> antibody      | isatuximab                 |
        | <role> route         | <route>                    |
        | <role> partner drugs | carfilzomib, dexamethasone |
        | <other> antibody     | none                       |
        | setting              | <setting>                  |
      When the rule book is applied
      Then ife-cr-underestimate-ikema applies to the <role> regimen as info
      And ife-cr-underestimate-ikema says “isatuximab-Kd (<role> here), printed as 39.7 %”
      And ife-cr-underestimate-ikema says “given as 45.8%”
      And ife-cr-underestimate-ikema says “Kd alone had 27.6 %”
      And ife-cr-underestimate-ikema says “only the isatuximab-Kd arm is adjusted”
      And ife-cr-underestimate-ikema says “prevent a comparison of these rates with those of another trial”
      And ife-cr-underestimate-ikema does not say “CANDOR”
      And ife-cr-underestimate-ikema cites leleu-2022/ikema-cr-adjusted
      And ife-cr-underestimate-ikema cites leleu-2022/ikema-cr-underestimated

      Examples:
        | role    | other   | route       | setting                |
        | current | planned | intravenous | relapsed mm            |
        | current | planned |             | relapsed refractory mm |
        | planned | current | intravenous | relapsed refractory mm |
        | planned | current | undecided   | relapsed mm            |

    @rule:ife-cr-underestimate-ikema
    Scenario Outline: Another regimen, route or setting isn't that of IKEMA
      Given a patient assessed on 2024-03-15
        | current antibody      | <antibody> |
        | current route         | <route>    |
        | current partner drugs | <partners> |
        | planned antibody      | none       |
        | setting               | <setting>  |
      When the rule book is applied
      Then ife-cr-underestimate-ikema does not apply

      Examples:
        | antibody    | route        | partners                                 | setting            |
        | isatuximab  | subcutaneous | carfilzomib, dexamethasone               | relapsed mm        |
        | isatuximab  | intravenous  | pomalidomide, dexamethasone              | relapsed mm        |
        | isatuximab  | intravenous  | carfilzomib, dexamethasone, lenalidomide | relapsed mm        |
        | isatuximab  | intravenous  | carfilzomib                              | relapsed mm        |
        | isatuximab  | intravenous  | carfilzomib, dexamethasone               | newly diagnosed mm |
        | daratumumab | intravenous  | carfilzomib, dexamethasone               | relapsed mm        |

    @rule:ife-cr-underestimate-ikema
    Scenario Outline: What isn't recorded of the regimen leaves it open
      Given a patient assessed on 2024-03-15
        | current antibody      | isatuximab |
        | current partner drugs | <partners> |
        | planned antibody      | none       |
        | setting               | <setting>  |
      When the rule book is applied
      Then ife-cr-underestimate-ikema can't be decided for the current regimen without <missing>

      Examples:
        | partners                   | setting     | missing                         |
        |                            | relapsed mm | partner drugs (current regimen) |
        | carfilzomib, dexamethasone |             | disease setting                 |

    @rule:ife-cr-underestimate-ikema @rule:ife-mrd-underestimate-icaria
    Scenario Outline: An earlier antibody, or a route or history that isn't recorded, is noted beside the rate
      Given a patient assessed on 2024-03-15
        | current antibody      | isatuximab  |
        | current route         | <route>     |
        | current partner drugs | <partners>  |
        | planned antibody      | none        |
        | setting               | relapsed mm |
      And an earlier course of daratumumab
        | last dose | 2022-05-01 |
      When the rule book is applied
      Then <rule> says “An anti-CD38 antibody was given before”
      And <rule> does not say “Whether an anti-CD38 antibody was given before isn't recorded”
      And <rule> <says> “The trial gave isatuximab intravenously”
      And <rule> <cites> leleu-2022/<route of the trial>

      Examples:
        | rule                         | partners                    | route       | says         | cites         | route of the trial |
        | ife-cr-underestimate-ikema   | carfilzomib, dexamethasone  |             | says         | cites         | ikema-route        |
        | ife-cr-underestimate-ikema   | carfilzomib, dexamethasone  | intravenous | does not say | does not cite | ikema-route        |
        | ife-mrd-underestimate-icaria | pomalidomide, dexamethasone |             | says         | cites         | icaria-route       |
        | ife-mrd-underestimate-icaria | pomalidomide, dexamethasone | intravenous | does not say | does not cite | icaria-route       |

    @rule:ife-cr-underestimate-ikema @rule:ife-mrd-underestimate-icaria
    Scenario Outline: An exposure that isn't recorded is noted beside the rate
      Given a patient assessed on 2024-03-15
        | current antibody      | isatuximab  |
        | current partner drugs | <partners>  |
        | planned antibody      | none        |
        | setting               | relapsed mm |
        | earlier antibodies    | <earlier>   |
      When the rule book is applied
      Then <rule> <says> “Whether an anti-CD38 antibody was given before isn't recorded”
      And <rule> does not say “An anti-CD38 antibody was given before”
      And <rule> says “prior lines”

      Examples:
        | rule                         | partners                    | earlier | says         |
        | ife-cr-underestimate-ikema   | carfilzomib, dexamethasone  |         | says         |
        | ife-cr-underestimate-ikema   | carfilzomib, dexamethasone  | none    | does not say |
        | ife-mrd-underestimate-icaria | pomalidomide, dexamethasone |         | says         |
        | ife-mrd-underestimate-icaria | pomalidomide, dexamethasone | none    | does not say |

    @rule:ife-cr-underestimate-ikema
    Scenario: The M-protein type plays no part in it
      Given a patient assessed on 2024-03-15
        | current antibody      | isatuximab                 |
        | current partner drugs | carfilzomib, dexamethasone |
        | planned antibody      | none                       |
        | setting               | relapsed mm                |
        | M-protein             | IgA lambda                 |
      When the rule book is applied
      Then ife-cr-underestimate-ikema applies to the current regimen as info

  Rule: MRD negativity in ICARIA-MM may be underestimated

    @rule:ife-mrd-underestimate-icaria
    Scenario Outline: With isatuximab-Pd in relapsed disease the limit of the MRD rate is stated
      Given a patient assessed on 2024-03-15
        | <role> antibody      | isatuximab                  |
        | <role> partner drugs | pomalidomide, dexamethasone |
        | <other> antibody     | none                        |
        | setting              | <setting>                   |
      When the rule book is applied
      Then ife-mrd-underestimate-icaria applies to the <role> regimen as info
      And ife-mrd-underestimate-icaria says “isatuximab-Pd (<role> here) may have been underestimated”
      And ife-mrd-underestimate-icaria says “it gives no adjusted rate”
      And ife-mrd-underestimate-icaria says “prevent a comparison with the rate of another trial”
      And ife-mrd-underestimate-icaria does not say “APOLLO”
      And ife-mrd-underestimate-icaria cites leleu-2022/icaria-mrd-only-in-complete-response

      Examples:
        | role    | other   | setting                |
        | current | planned | relapsed refractory mm |
        | planned | current | relapsed mm            |

    @rule:ife-mrd-underestimate-icaria
    Scenario Outline: Another regimen, route or setting isn't that of ICARIA-MM
      Given a patient assessed on 2024-03-15
        | planned antibody      | <antibody> |
        | planned route         | <route>    |
        | planned partner drugs | <partners> |
        | current antibody      | none       |
        | setting               | <setting>  |
      When the rule book is applied
      Then ife-mrd-underestimate-icaria does not apply

      Examples:
        | antibody    | route        | partners                              | setting                |
        | isatuximab  | subcutaneous | pomalidomide, dexamethasone           | relapsed refractory mm |
        | isatuximab  | intravenous  | carfilzomib, dexamethasone            | relapsed refractory mm |
        | isatuximab  | intravenous  | pomalidomide                          | relapsed refractory mm |
        | isatuximab  | intravenous  | pomalidomide, dexamethasone, ixazomib | relapsed refractory mm |
        | isatuximab  | intravenous  | pomalidomide, dexamethasone           | newly diagnosed mm     |
        | daratumumab | intravenous  | pomalidomide, dexamethasone           | relapsed refractory mm |

    @rule:ife-mrd-underestimate-icaria
    Scenario Outline: What isn't recorded of the regimen leaves the MRD rate open
      Given a patient assessed on 2024-03-15
        | planned antibody      | <antibody> |
        | planned partner drugs | <partners> |
        | current antibody      | none       |
        | setting               | <setting>  |
      When the rule book is applied
      Then ife-mrd-underestimate-icaria can't be decided for the planned regimen without <missing>

      Examples:
        | antibody   | partners                    | setting     | missing                              |
        | isatuximab |                             | relapsed mm | partner drugs (planned regimen)      |
        | isatuximab | pomalidomide, dexamethasone |             | disease setting                      |
        | undecided  | pomalidomide, dexamethasone | relapsed mm | anti-CD38 antibody (planned regimen) |

  Rule: Underestimation is reported for isatuximab trials only

    @rule:ife-isa-dara-asymmetry
    Scenario Outline: Beside figures of an isatuximab trial the silence on daratumumab is stated
      Given a patient assessed on 2024-03-15
        | <role> antibody      | isatuximab  |
        | <role> partner drugs | <partners>  |
        | <other> antibody     | none        |
        | setting              | relapsed mm |
      When the rule book is applied
      Then ife-isa-dara-asymmetry applies to the <role> regimen as info
      And ife-isa-dara-asymmetry says “for isatuximab trials only (<role> isatuximab here)”
      And ife-isa-dara-asymmetry says “neither that daratumumab trials corrected for it nor that they didn't”
      And ife-isa-dara-asymmetry cites leleu-2022/<own>
      And ife-isa-dara-asymmetry does not cite leleu-2022/<other trial>

      Examples:
        | role    | other   | partners                    | own                                  | other trial                          |
        | current | planned | carfilzomib, dexamethasone  | ikema-cr-underestimated              | icaria-mrd-only-in-complete-response |
        | planned | current | pomalidomide, dexamethasone | icaria-mrd-only-in-complete-response | ikema-cr-underestimated              |

    @rule:ife-isa-dara-asymmetry
    Scenario Outline: Beside figures of a daratumumab trial its handling of interference is said to be open
      Given a patient assessed on 2024-03-15
        | <role> antibody      | daratumumab |
        | <role> route         | <route>     |
        | <role> partner drugs | <partners>  |
        | <other> antibody     | none        |
        | setting              | relapsed mm |
      When the rule book is applied
      Then ife-isa-dara-asymmetry applies to the <role> regimen as info
      And ife-isa-dara-asymmetry says “the trial of this regimen (<role> daratumumab)”
      And ife-isa-dara-asymmetry says “no reason to set the figures of one trial against those of another”
      And ife-isa-dara-asymmetry cites leleu-2022/daratumumab-trials-interference-not-mentioned
      And ife-isa-dara-asymmetry does not cite leleu-2022/ikema-cr-underestimated
      And ife-isa-dara-asymmetry does not cite leleu-2022/icaria-mrd-only-in-complete-response

      Examples:
        | role    | other   | route        | partners                    |
        | current | planned | intravenous  | carfilzomib, dexamethasone  |
        | planned | current | subcutaneous | pomalidomide, dexamethasone |

    @rule:ife-isa-dara-asymmetry
    Scenario Outline: Without figures of one of the four trials there is nothing to say
      Given a patient assessed on 2024-03-15
        | current antibody      | <antibody> |
        | current route         | <route>    |
        | current partner drugs | <partners> |
        | planned antibody      | none       |
        | setting               | <setting>  |
      When the rule book is applied
      Then ife-isa-dara-asymmetry does not apply

      Examples:
        | antibody    | route        | partners                    | setting            |
        | isatuximab  | subcutaneous | carfilzomib, dexamethasone  | relapsed mm        |
        | isatuximab  | intravenous  | none                        | relapsed mm        |
        | daratumumab | intravenous  | lenalidomide, dexamethasone | relapsed mm        |
        | daratumumab | intravenous  | carfilzomib, dexamethasone  | newly diagnosed mm |
        | none        |              |                             | relapsed mm        |

    @rule:ife-isa-dara-asymmetry
    Scenario Outline: While it isn't known whether figures are shown, this stays open
      Given a patient assessed on 2024-03-15
        | current antibody      | daratumumab |
        | current partner drugs | <partners>  |
        | planned antibody      | none        |
        | setting               | <setting>   |
      When the rule book is applied
      Then ife-isa-dara-asymmetry can't be decided for the current regimen without <missing>

      Examples:
        | partners                    | setting     | missing                         |
        |                             | relapsed mm | partner drugs (current regimen) |
        | pomalidomide, dexamethasone |             | disease setting                 |
