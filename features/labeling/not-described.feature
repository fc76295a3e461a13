Feature: Uses for which the source describes no approval

  Rule: Isatuximab is described with Pd and with Kd in treated myeloma

    @rule:label-isa-not-described
    Scenario Outline: Isatuximab alone, with other partners or in another disease has no approval described
      Given a patient assessed on 2024-06-30
        | setting              | <setting>  |
        | <role> antibody      | isatuximab |
        | <role> partner drugs | <partners> |
        | <other> antibody     | none       |
      When the rule book is applied
      Then label-isa-not-described applies to the <role> regimen as warning
      And label-isa-not-described is an alert of its own
      And label-isa-not-described says “<words> (<role> here) is described in the source; confirm the basis”
      And label-isa-pd does not apply
      And label-isa-kd-us does not apply
      And label-isa-kd-eu does not apply

      Examples:
        | role    | other   | setting                | partners                                | words                                                |
        | planned | current | relapsed refractory mm | none                                    | No approval of isatuximab alone                      |
        | current | planned |                        | none                                    | No approval of isatuximab alone                      |
        | planned | current | relapsed mm            | dexamethasone                           | No approval of isatuximab with these partner drugs   |
        | planned | current |                        | pomalidomide                            | No approval of isatuximab with these partner drugs   |
        | current | planned | relapsed refractory mm | pomalidomide, dexamethasone, bortezomib | No approval of isatuximab with these partner drugs   |
        | planned | current | other                  | lenalidomide, dexamethasone             | No approval of isatuximab with these partner drugs   |
        | planned | current | newly diagnosed mm     | bortezomib, lenalidomide, dexamethasone | No approval of isatuximab in newly diagnosed myeloma |
        | current | planned | newly diagnosed mm     | pomalidomide, dexamethasone             | No approval of isatuximab in newly diagnosed myeloma |
        | planned | current | newly diagnosed mm     |                                         | No approval of isatuximab in newly diagnosed myeloma |
        | planned | current | al amyloidosis         | carfilzomib, dexamethasone              | No approval of isatuximab in light-chain amyloidosis |
        | planned | current | al amyloidosis         | none                                    | No approval of isatuximab in light-chain amyloidosis |

    @rule:label-isa-not-described
    Scenario Outline: Only in newly diagnosed myeloma a trial without an approval is named
      Given a patient assessed on 2024-06-30
        | setting                   | <setting>                               |
        | current antibody          | none                                    |
        | planned antibody          | daratumumab                             |
        | alternative antibody      | isatuximab                              |
        | alternative partner drugs | bortezomib, lenalidomide, dexamethasone |
      When the rule book is applied
      Then label-isa-not-described applies to the alternative regimen as warning
      And label-isa-not-described does not apply to the planned regimen
      And label-isa-not-described <says> “GMMG-HD7 of isatuximab with bortezomib, lenalidomide and dexamethasone is reported with benefit”
      And label-isa-not-described <says> “no figure of it is given”
      And label-isa-not-described <cites> leleu-2022/newly-diagnosed-isatuximab-benefit
      And label-isa-not-described <cites> leleu-2022/newly-diagnosed-isatuximab-trial-name
      And label-isa-not-described says “accessed on March 16, 2022; a later approval”
      And label-isa-not-described says “neither a contraindication nor proof that there is none”

      Examples:
        | setting                | says         | cites         |
        | newly diagnosed mm     | says         | cites         |
        | relapsed refractory mm | does not say | does not cite |
        | al amyloidosis         | does not say | does not cite |

    @rule:label-isa-not-described
    Scenario Outline: With Pd or Kd in treated myeloma, or with another antibody, nothing is missing
      Given a patient assessed on 2024-06-30
        | setting               | <setting>  |
        | current antibody      | none       |
        | planned antibody      | <planned>  |
        | planned route         | <route>    |
        | planned partner drugs | <partners> |
      When the rule book is applied
      Then label-isa-not-described does not apply

      Examples:
        | planned         | route        | partners                    | setting                |
        | isatuximab      | intravenous  | pomalidomide, dexamethasone | relapsed refractory mm |
        | isatuximab      | subcutaneous | carfilzomib, dexamethasone  | relapsed mm            |
        | isatuximab      |              | carfilzomib, dexamethasone  | other                  |
        | daratumumab     | intravenous  | none                        | newly diagnosed mm     |
        | other anti cd38 | intravenous  | none                        | relapsed mm            |
        | none            |              |                             | newly diagnosed mm     |

    @rule:label-isa-not-described
    Scenario Outline: Without partner drugs, setting or antibody it can't be said
      Given a patient assessed on 2024-06-30
        | setting               | <setting>  |
        | current antibody      | none       |
        | planned antibody      | <planned>  |
        | planned partner drugs | <partners> |
      When the rule book is applied
      Then label-isa-not-described can't be decided for the planned regimen without <missing>

      Examples:
        | planned    | partners                    | setting            | missing                              |
        | isatuximab |                             | relapsed mm        | partner drugs (planned regimen)      |
        | isatuximab | pomalidomide, dexamethasone |                    | disease setting                      |
        | isatuximab |                             |                    | disease setting                      |
        | undecided  | none                        | newly diagnosed mm | anti-CD38 antibody (planned regimen) |

    @rule:label-isa-not-described @rule:dose-not-in-source
    Scenario Outline: With a route recorded the missing schedule stands under it
      Given a patient assessed on 2024-06-30
        | setting               | <setting>   |
        | current antibody      | none        |
        | planned antibody      | isatuximab  |
        | planned route         | intravenous |
        | planned partner drugs | <partners>  |
      When the rule book is applied
      Then dose-not-in-source is shown under label-isa-not-described

      Examples:
        | setting                | partners                    |
        | newly diagnosed mm     | pomalidomide, dexamethasone |
        | relapsed refractory mm | lenalidomide, dexamethasone |
        | al amyloidosis         | none                        |

  Rule: Daratumumab is described with certain partners in each setting

    @rule:label-dara-not-described
    Scenario Outline: Daratumumab with other partners for its setting has no approval described
      Given a patient assessed on 2024-06-30
        | setting              | <setting>   |
        | <role> antibody      | daratumumab |
        | <role> partner drugs | <partners>  |
        | <other> antibody     | none        |
      When the rule book is applied
      Then label-dara-not-described applies to the <role> regimen as warning
      And label-dara-not-described is an alert of its own
      And label-dara-not-described says “No approval of daratumumab <words> (<role> here) in this setting is described”

      Examples:
        | role    | other   | setting                | partners                    | words                    |
        | planned | current | relapsed refractory mm | ixazomib, dexamethasone     | with these partner drugs |
        | current | planned | newly diagnosed mm     | pomalidomide, dexamethasone | with these partner drugs |
        | planned | current | newly diagnosed mm     | none                        | alone                    |
        | current | planned | al amyloidosis         | none                        | alone                    |
        | planned | current | other                  | bortezomib, dexamethasone   | with these partner drugs |

    @rule:label-dara-not-described
    Scenario: The approvals that are described are listed, and silence isn't taken for an answer
      Given a patient assessed on 2024-06-30
        | setting                   | newly diagnosed mm                  |
        | current antibody          | none                                |
        | planned antibody          | isatuximab                          |
        | alternative antibody      | daratumumab                         |
        | alternative partner drugs | bortezomib, melphalan, prednisolone |
      When the rule book is applied
      Then label-dara-not-described applies to the alternative regimen as warning
      And label-dara-not-described does not apply to the planned regimen
      And label-dara-not-described says “prednisolone in place of prednisone, is another combination”
      And label-dara-not-described says “accessed on March 16, 2022; a later approval”
      And label-dara-not-described says “neither a contraindication nor proof that there is none”
      And label-dara-not-described cites leleu-2022/daratumumab-other-approvals-not-described

    @rule:label-dara-not-described
    Scenario Outline: One detail back and an approval is described
      Given a patient assessed on 2024-06-30
        | setting               | <setting>   |
        | current antibody      | none        |
        | planned antibody      | daratumumab |
        | planned partner drugs | <partners>  |
      When the rule book is applied
      Then label-dara-not-described does not apply

      Examples:
        | setting                | partners                                    |
        | relapsed refractory mm | none                                        |
        | relapsed mm            | pomalidomide, dexamethasone                 |
        | newly diagnosed mm     | bortezomib, melphalan, prednisone           |
        | al amyloidosis         | bortezomib, cyclophosphamide, dexamethasone |
        | other                  |                                             |

    @rule:label-dara-not-described
    Scenario Outline: Without setting or partner drugs it stays open, also where no setting would fit
      Given a patient assessed on 2024-06-30
        | setting               | <setting>  |
        | current antibody      | none       |
        | planned antibody      | <planned>  |
        | planned partner drugs | <partners> |
      When the rule book is applied
      Then label-dara-not-described can't be decided for the planned regimen without <missing>

      Examples:
        | planned     | partners                                    | setting            | missing                              |
        | daratumumab | none                                        |                    | disease setting                      |
        | daratumumab | bortezomib, cyclophosphamide, dexamethasone |                    | disease setting                      |
        | daratumumab | venetoclax                                  |                    | disease setting                      |
        | daratumumab |                                             | relapsed mm        | partner drugs (planned regimen)      |
        | daratumumab |                                             | newly diagnosed mm | partner drugs (planned regimen)      |
        | daratumumab |                                             | al amyloidosis     | partner drugs (planned regimen)      |
        | daratumumab |                                             |                    | partner drugs (planned regimen)      |
        | daratumumab |                                             |                    | disease setting                      |
        | undecided   | venetoclax                                  | relapsed mm        | anti-CD38 antibody (planned regimen) |

    @rule:label-dara-not-described @rule:dose-not-in-source
    Scenario: A schedule that is missing for an approved use is no matter of approval
      Given a patient assessed on 2024-06-30
        | setting               | relapsed refractory mm    |
        | current antibody      | none                      |
        | planned antibody      | daratumumab               |
        | planned route         | subcutaneous              |
        | planned partner drugs | bortezomib, dexamethasone |
      When the rule book is applied
      Then label-dara-not-described does not apply
      And dose-not-in-source is an alert of its own
