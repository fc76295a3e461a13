Feature: The approval described for isatuximab with Pd

  Rule: It is described from two prior lines on

    @rule:label-isa-pd @rule:label-isa-pd-lines-below-2
    Scenario Outline: From two prior lines on the approval is shown, below it the difference
      Given a patient assessed on 2024-06-30
        | setting               | relapsed refractory mm      |
        | prior lines           | <lines>                     |
        | current antibody      | none                        |
        | planned antibody      | isatuximab                  |
        | planned route         | intravenous                 |
        | planned partner drugs | pomalidomide, dexamethasone |
      When the rule book is applied
      Then label-isa-pd <approval>
      And label-isa-pd-lines-below-2 <below>
      And label-isa-not-described does not apply

      Examples:
        | lines | approval                                   | below                                         |
        | 0     | does not apply                             | applies to the planned regimen as warning     |
        | 1     | does not apply                             | applies to the planned regimen as warning     |
        | 2     | applies to the planned regimen as info     | does not apply                                |
        | 3     | applies to the planned regimen as info     | does not apply                                |
        | 4     | applies to the planned regimen as info     | does not apply                                |
        | 5     | applies to the planned regimen as info     | does not apply                                |

    @rule:label-isa-pd
    Scenario Outline: The approval is shown in relapsed myeloma for any role
      Given a patient assessed on 2024-06-30
        | setting              | <setting>                   |
        | prior lines          | 2                           |
        | region               | <region>                    |
        | <role> antibody      | isatuximab                  |
        | <role> route         | intravenous                 |
        | <role> partner drugs | dexamethasone, pomalidomide |
        | <other> antibody     | none                        |
      When the rule book is applied
      Then label-isa-pd applies to the <role> regimen as info
      And label-isa-pd says “Isatuximab-Pd (<role> here) is described as approved in various countries after ≥ 2 prior lines”

      Examples:
        | role    | other   | setting                | region |
        | planned | current | relapsed refractory mm |        |
        | planned | current | relapsed mm            | US     |
        | current | planned | relapsed refractory mm | EU     |
        | current | planned | relapsed mm            | other  |

    @rule:label-isa-pd
    Scenario: The basis and what the statement leaves open
      Given a patient assessed on 2024-06-30
        | setting                   | relapsed refractory mm      |
        | prior lines               | 3                           |
        | current antibody          | none                        |
        | planned antibody          | daratumumab                 |
        | alternative antibody      | isatuximab                  |
        | alternative route         | intravenous                 |
        | alternative partner drugs | pomalidomide, dexamethasone |
      When the rule book is applied
      Then label-isa-pd applies to the alternative regimen as info
      And label-isa-pd does not apply to the planned regimen
      And label-isa-pd says “based on ICARIA-MM”
      And label-isa-pd says “The countries aren't listed”
      And label-isa-pd says “had lenalidomide and a proteasome inhibitor before”
      And label-isa-pd says “a lower minimum of prior lines for the pivotal trials of both antibodies together”
      And label-isa-pd does not say “The route isn't recorded”
      And label-isa-pd does not say “for you”
      And label-isa-pd cites leleu-2022/icaria-eligibility
      And label-isa-pd does not cite leleu-2022/isatuximab-sc-under-investigation
      And meta-conflict-in-source applies

    @rule:label-isa-pd
    Scenario Outline: A route that isn't recorded is taken as not subcutaneous, and this is said
      Given a patient assessed on 2024-06-30
        | setting               | relapsed refractory mm      |
        | prior lines           | 2                           |
        | current antibody      | none                        |
        | planned antibody      | isatuximab                  |
        | planned route         | <route>                     |
        | planned partner drugs | pomalidomide, dexamethasone |
      When the rule book is applied
      Then label-isa-pd applies to the planned regimen as info
      And label-isa-pd assumes something of route (planned regimen)
      And label-isa-pd says “The route isn't recorded. The statement names none”
      And label-isa-pd cites leleu-2022/isatuximab-sc-under-investigation

      Examples:
        | route     |
        |           |
        | undecided |

    @rule:label-isa-pd
    Scenario Outline: Another antibody, partner, route or setting isn't this approval
      Given a patient assessed on 2024-06-30
        | setting               | <setting>  |
        | prior lines           | 3          |
        | current antibody      | none       |
        | planned antibody      | <planned>  |
        | planned route         | <route>    |
        | planned partner drugs | <partners> |
      When the rule book is applied
      Then label-isa-pd does not apply

      Examples:
        | planned     | route        | partners                                | setting                |
        | daratumumab | intravenous  | pomalidomide, dexamethasone             | relapsed refractory mm |
        | isatuximab  | subcutaneous | pomalidomide, dexamethasone             | relapsed refractory mm |
        | isatuximab  | intravenous  | carfilzomib, dexamethasone              | relapsed refractory mm |
        | isatuximab  | intravenous  | pomalidomide                            | relapsed refractory mm |
        | isatuximab  | intravenous  | pomalidomide, dexamethasone, other drug | relapsed refractory mm |
        | isatuximab  | intravenous  | none                                    | relapsed mm            |
        | isatuximab  | intravenous  | pomalidomide, dexamethasone             | newly diagnosed mm     |
        | isatuximab  | intravenous  | pomalidomide, dexamethasone             | al amyloidosis         |
        | isatuximab  | intravenous  | pomalidomide, dexamethasone             | other                  |

    @rule:label-isa-pd
    Scenario Outline: What isn't recorded leaves the approval open
      Given a patient assessed on 2024-06-30
        | setting               | <setting>   |
        | prior lines           | <lines>     |
        | current antibody      | none        |
        | planned antibody      | <planned>   |
        | planned route         | intravenous |
        | planned partner drugs | <partners>  |
      When the rule book is applied
      Then label-isa-pd can't be decided for the planned regimen without <missing>

      Examples:
        | planned    | partners                    | setting     | lines | missing                              |
        | isatuximab | pomalidomide, dexamethasone | relapsed mm |       | prior lines of therapy               |
        | isatuximab | pomalidomide, dexamethasone |             | 2     | disease setting                      |
        | isatuximab |                             | relapsed mm | 2     | partner drugs (planned regimen)      |
        | undecided  | pomalidomide, dexamethasone | relapsed mm | 2     | anti-CD38 antibody (planned regimen) |

  Rule: Fewer prior lines than described are pointed out, also where the setting isn't recorded

    @rule:label-isa-pd-lines-below-2
    Scenario Outline: Fewer than two prior lines lie outside of what is described
      Given a patient assessed on 2024-06-30
        | setting              | <setting>                   |
        | prior lines          | <lines>                     |
        | <role> antibody      | isatuximab                  |
        | <role> route         | <route>                     |
        | <role> partner drugs | pomalidomide, dexamethasone |
        | <other> antibody     | none                        |
      When the rule book is applied
      Then label-isa-pd-lines-below-2 applies to the <role> regimen as warning
      And label-isa-pd-lines-below-2 is an alert of its own
      And label-isa-pd-lines-below-2 says “fewer prior lines on record than the approval described (≥ 2)”
      And label-isa-pd-lines-below-2 does not say “The disease setting isn't recorded”

      Examples:
        | role    | other   | route        | lines | setting                |
        | planned | current | intravenous  | 1     | relapsed refractory mm |
        | planned | current |              | 0     | relapsed mm            |
        | current | planned | subcutaneous | 1     | relapsed mm            |
        | current | planned | intravenous  | 0     | relapsed refractory mm |

    @rule:label-isa-pd-lines-below-2
    Scenario Outline: A setting that isn't recorded is taken as relapsed
      Given a patient assessed on 2024-06-30
        | prior lines               | <lines>                     |
        | current antibody          | none                        |
        | planned antibody          | daratumumab                 |
        | alternative antibody      | isatuximab                  |
        | alternative partner drugs | pomalidomide, dexamethasone |
      When the rule book is applied
      Then label-isa-pd-lines-below-2 applies to the alternative regimen as warning
      And label-isa-pd-lines-below-2 assumes something of disease setting
      And label-isa-pd-lines-below-2 says “The disease setting isn't recorded and is taken as relapsed”
      And label-isa-pd-lines-below-2 says “isn't a contraindication; the labels cited were accessed on March 16, 2022”
      And label-isa-pd-lines-below-2 cites leleu-2022/label-isatuximab-pd-lines

      Examples:
        | lines |
        | 0     |
        | 1     |

    @rule:label-isa-pd-lines-below-2
    Scenario Outline: Two lines, another regimen or another setting aren't meant
      Given a patient assessed on 2024-06-30
        | setting               | <setting>  |
        | prior lines           | <lines>    |
        | current antibody      | none       |
        | planned antibody      | <planned>  |
        | planned partner drugs | <partners> |
      When the rule book is applied
      Then label-isa-pd-lines-below-2 does not apply

      Examples:
        | planned     | partners                                | lines | setting                |
        | isatuximab  | pomalidomide, dexamethasone             | 2     | relapsed refractory mm |
        | isatuximab  | pomalidomide, dexamethasone             | 2     |                        |
        | isatuximab  | pomalidomide, dexamethasone             | 1     | newly diagnosed mm     |
        | isatuximab  | pomalidomide, dexamethasone             | 1     | al amyloidosis         |
        | isatuximab  | pomalidomide, dexamethasone             | 1     | other                  |
        | isatuximab  | carfilzomib, dexamethasone              | 1     | relapsed refractory mm |
        | isatuximab  | pomalidomide, dexamethasone, bortezomib | 1     | relapsed refractory mm |
        | daratumumab | pomalidomide, dexamethasone             | 1     | relapsed refractory mm |

    @rule:label-isa-pd-lines-below-2
    Scenario Outline: Without prior lines, partners or an antibody it can't be said
      Given a patient assessed on 2024-06-30
        | setting               | relapsed mm |
        | prior lines           | <lines>     |
        | current antibody      | none        |
        | planned antibody      | <planned>   |
        | planned partner drugs | <partners>  |
      When the rule book is applied
      Then label-isa-pd-lines-below-2 can't be decided for the planned regimen without <missing>

      Examples:
        | planned    | partners                    | lines | missing                              |
        | isatuximab | pomalidomide, dexamethasone |       | prior lines of therapy               |
        | isatuximab |                             | 1     | partner drugs (planned regimen)      |
        | undecided  | pomalidomide, dexamethasone | 1     | anti-CD38 antibody (planned regimen) |
