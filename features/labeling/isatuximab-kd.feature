Feature: The approvals described for isatuximab with Kd, by region

  @rule:label-isa-kd-us @rule:label-isa-kd-us-lines-above-3 @rule:label-isa-kd-eu @rule:label-isa-kd-eu-wider-than-trial
  Scenario Outline: The region and the number of prior lines decide what is shown
    Given a patient assessed on 2024-06-30
      | setting               | relapsed mm                |
      | region                | <region>                   |
      | prior lines           | <lines>                    |
      | current antibody      | none                       |
      | planned antibody      | isatuximab                 |
      | planned route         | intravenous                |
      | planned partner drugs | carfilzomib, dexamethasone |
    When the rule book is applied
    Then label-isa-kd-us <US>
    And label-isa-kd-us-lines-above-3 <above 3>
    And label-isa-kd-eu <EU>
    And label-isa-kd-eu-wider-than-trial <wider>
    And label-isa-not-described does not apply

    Examples:
      | region | lines | US              | above 3            | EU              | wider           |
      | US     | 0     | does not apply  | does not apply     | does not apply  | does not apply  |
      | US     | 1     | applies as info | does not apply     | does not apply  | does not apply  |
      | US     | 2     | applies as info | does not apply     | does not apply  | does not apply  |
      | US     | 3     | applies as info | does not apply     | does not apply  | does not apply  |
      | US     | 4     | does not apply  | applies as warning | does not apply  | does not apply  |
      | US     | 5     | does not apply  | applies as warning | does not apply  | does not apply  |
      | EU     | 0     | does not apply  | does not apply     | does not apply  | does not apply  |
      | EU     | 1     | does not apply  | does not apply     | applies as info | does not apply  |
      | EU     | 2     | does not apply  | does not apply     | applies as info | does not apply  |
      | EU     | 3     | does not apply  | does not apply     | applies as info | does not apply  |
      | EU     | 4     | does not apply  | does not apply     | applies as info | applies as info |
      | EU     | 5     | does not apply  | does not apply     | applies as info | applies as info |
      | other  | 0     | does not apply  | does not apply     | does not apply  | does not apply  |
      | other  | 2     | does not apply  | does not apply     | does not apply  | does not apply  |
      | other  | 4     | does not apply  | does not apply     | does not apply  | does not apply  |
      |        | 0     | does not apply  | does not apply     | does not apply  | does not apply  |

  @rule:label-isa-kd-us @rule:label-isa-kd-us-lines-above-3 @rule:label-isa-kd-eu @rule:label-isa-kd-eu-wider-than-trial
  Scenario Outline: While the region isn't recorded both statements are shown and marked
    Given a patient assessed on 2024-06-30
      | setting               | relapsed refractory mm     |
      | prior lines           | <lines>                    |
      | current antibody      | none                       |
      | planned antibody      | isatuximab                 |
      | planned route         | intravenous                |
      | planned partner drugs | carfilzomib, dexamethasone |
    When the rule book is applied
    Then label-isa-kd-us applies to the planned regimen as info
    And label-isa-kd-us says “Region not recorded; in the USA isatuximab-Kd (planned here)”
    And label-isa-kd-us says “the statement for the European Union is looked at as well”
    And label-isa-kd-us assumes something of region of practice
    And label-isa-kd-eu applies to the planned regimen as info
    And label-isa-kd-eu says “Region not recorded; in the EU isatuximab-Kd (planned here)”
    And label-isa-kd-eu says “the statement for the USA is looked at as well”
    And label-isa-kd-eu assumes something of region of practice
    And label-isa-kd-us-lines-above-3 does not apply
    And label-isa-kd-eu-wider-than-trial does not apply

    Examples:
      | lines |
      | 1     |
      | 2     |
      | 3     |

  @rule:label-isa-kd-us-lines-above-3 @rule:label-isa-kd-eu-wider-than-trial @rule:label-isa-kd-us @rule:label-isa-kd-eu
  Scenario Outline: With more than three lines the US limit and the wider EU approval wait for the region
    Given a patient assessed on 2024-06-30
      | setting               | relapsed refractory mm     |
      | prior lines           | <lines>                    |
      | current antibody      | none                       |
      | planned antibody      | isatuximab                 |
      | planned route         | intravenous                |
      | planned partner drugs | carfilzomib, dexamethasone |
    When the rule book is applied
    Then label-isa-kd-us-lines-above-3 can't be decided for the planned regimen without region of practice
    And label-isa-kd-eu-wider-than-trial can't be decided for the planned regimen without region of practice
    And label-isa-kd-us does not apply
    And label-isa-kd-eu applies to the planned regimen as info
    And label-isa-kd-eu says “More prior lines are on record than IKEMA admitted”

    Examples:
      | lines |
      | 4     |
      | 5     |

  @rule:label-isa-kd-us @rule:label-isa-kd-eu
  Scenario Outline: The statement of a recorded region isn't marked
    Given a patient assessed on 2024-06-30
      | setting              | <setting>                  |
      | region               | <region>                   |
      | prior lines          | 3                          |
      | <role> antibody      | isatuximab                 |
      | <role> route         | intravenous                |
      | <role> partner drugs | dexamethasone, carfilzomib |
      | <other> antibody     | none                       |
    When the rule book is applied
    Then <statement> applies to the <role> regimen as info
    And <statement> says “<words>”
    And <statement> says “based on IKEMA”
    And <statement> does not say “Region not recorded”
    And <statement> does not say “The region of practice isn't recorded”
    And <statement> does not say “More prior lines are on record”
    And <statement> does not say “The route isn't recorded”
    And <statement> does not cite leleu-2022/isatuximab-sc-under-investigation
    And <statement> cites leleu-2022/ikema-eligibility

    Examples:
      | role    | other   | region | setting                | statement       | words                                                                                         |
      | planned | current | US     | relapsed mm            | label-isa-kd-us | (planned here) is described as approved for relapsed myeloma after 1–3 prior lines            |
      | current | planned | US     | relapsed refractory mm | label-isa-kd-us | (current here) is described as approved for relapsed myeloma after 1–3 prior lines            |
      | planned | current | EU     | relapsed refractory mm | label-isa-kd-eu | In the EU isatuximab-Kd (planned here) is described as approved for myeloma after ≥ 1 prior   |
      | current | planned | EU     | relapsed mm            | label-isa-kd-eu | In the EU isatuximab-Kd (current here) is described as approved for myeloma after ≥ 1 prior   |

  @rule:label-isa-kd-us @rule:label-isa-kd-eu
  Scenario Outline: A route that isn't recorded is taken as not subcutaneous, and this is said
    Given a patient assessed on 2024-06-30
      | setting                   | relapsed mm                |
      | prior lines               | 2                          |
      | region                    | <region>                   |
      | current antibody          | none                       |
      | planned antibody          | daratumumab                |
      | alternative antibody      | isatuximab                 |
      | alternative route         | <route>                    |
      | alternative partner drugs | carfilzomib, dexamethasone |
    When the rule book is applied
    Then <statement> applies to the alternative regimen as info
    And <statement> does not apply to the planned regimen
    And <statement> assumes something of route (alternatively planned regimen)
    And <statement> says “The route isn't recorded”
    And <statement> cites leleu-2022/isatuximab-sc-under-investigation

    Examples:
      | region | route     | statement       |
      | US     |           | label-isa-kd-us |
      | US     | undecided | label-isa-kd-us |
      | EU     |           | label-isa-kd-eu |
      | EU     | undecided | label-isa-kd-eu |

  @rule:label-isa-kd-us @rule:label-isa-kd-eu
  Scenario Outline: Another antibody, partner, route or setting isn't one of these approvals
    Given a patient assessed on 2024-06-30
      | setting               | <setting>  |
      | prior lines           | 2          |
      | current antibody      | none       |
      | planned antibody      | <planned>  |
      | planned route         | <route>    |
      | planned partner drugs | <partners> |
    When the rule book is applied
    Then label-isa-kd-us does not apply
    And label-isa-kd-eu does not apply

    Examples:
      | planned     | route        | partners                                 | setting            |
      | daratumumab | intravenous  | carfilzomib, dexamethasone               | relapsed mm        |
      | isatuximab  | subcutaneous | carfilzomib, dexamethasone               | relapsed mm        |
      | isatuximab  | intravenous  | pomalidomide, dexamethasone              | relapsed mm        |
      | isatuximab  | intravenous  | carfilzomib                              | relapsed mm        |
      | isatuximab  | intravenous  | carfilzomib, lenalidomide, dexamethasone | relapsed mm        |
      | isatuximab  | intravenous  | carfilzomib, dexamethasone               | newly diagnosed mm |
      | isatuximab  | intravenous  | carfilzomib, dexamethasone               | al amyloidosis     |
      | isatuximab  | intravenous  | carfilzomib, dexamethasone               | other              |

  @rule:label-isa-kd-us @rule:label-isa-kd-eu
  Scenario Outline: What isn't recorded leaves the approvals open
    Given a patient assessed on 2024-06-30
      | setting               | <setting>  |
      | prior lines           | <lines>    |
      | region                | <region>   |
      | current antibody      | none       |
      | planned antibody      | <planned>  |
      | planned partner drugs | <partners> |
    When the rule book is applied
    Then label-isa-kd-us can't be decided for the planned regimen without <missing>
    And label-isa-kd-eu can't be decided for the planned regimen without <missing>

    Examples:
      | planned    | partners                   | setting     | lines | region | missing                              |
      | isatuximab | carfilzomib, dexamethasone | relapsed mm |       |        | prior lines of therapy               |
      | isatuximab | carfilzomib, dexamethasone |             | 2     |        | disease setting                      |
      | isatuximab |                            | relapsed mm | 2     |        | partner drugs (planned regimen)      |
      | undecided  | carfilzomib, dexamethasone | relapsed mm | 2     |        | anti-CD38 antibody (planned regimen) |

  @rule:label-isa-kd-us-lines-above-3 @rule:label-isa-kd-eu-wider-than-trial
  Scenario Outline: More lines than the US approval, or than IKEMA, are pointed out for any role and route
    Given a patient assessed on 2024-06-30
      | setting              | <setting>                  |
      | region               | <region>                   |
      | prior lines          | 4                          |
      | <role> antibody      | isatuximab                 |
      | <role> route         | <route>                    |
      | <role> partner drugs | carfilzomib, dexamethasone |
      | <other> antibody     | none                       |
    When the rule book is applied
    Then <statement> applies to the <role> regimen as <severity>
    And <statement> says “<words>”
    And <statement> cites leleu-2022/ikema-eligibility

    Examples:
      | role    | other   | region | route        | setting                | statement                        | severity | words                                                        |
      | planned | current | US     | intravenous  | relapsed refractory mm | label-isa-kd-us-lines-above-3    | warning  | more prior lines on record than the US approval described (1–3) |
      | current | planned | US     |              | relapsed mm            | label-isa-kd-us-lines-above-3    | warning  | or of what a trial admitted, isn't a contraindication        |
      | planned | current | US     | subcutaneous | relapsed mm            | label-isa-kd-us-lines-above-3    | warning  | IKEMA, which admitted no more either                         |
      | planned | current | EU     | intravenous  | relapsed refractory mm | label-isa-kd-eu-wider-than-trial | info     | more prior lines on record than IKEMA admitted               |
      | current | planned | EU     |              | relapsed mm            | label-isa-kd-eu-wider-than-trial | info     | from ≥ 1 prior therapy on, without an upper limit            |
      | planned | current | EU     | subcutaneous | relapsed mm            | label-isa-kd-eu-wider-than-trial | info     | neither a contraindication nor a limit of the approval       |

  @rule:label-isa-kd-us-lines-above-3 @rule:label-isa-kd-eu-wider-than-trial
  Scenario Outline: Another antibody, partner or setting has no such limit
    Given a patient assessed on 2024-06-30
      | setting               | <setting>  |
      | prior lines           | 4          |
      | region                | <region>   |
      | current antibody      | none       |
      | planned antibody      | <planned>  |
      | planned partner drugs | <partners> |
    When the rule book is applied
    Then label-isa-kd-us-lines-above-3 does not apply
    And label-isa-kd-eu-wider-than-trial does not apply

    Examples:
      | planned     | partners                               | setting            | region |
      | daratumumab | carfilzomib, dexamethasone             | relapsed mm        | US     |
      | daratumumab | carfilzomib, dexamethasone             | relapsed mm        | EU     |
      | isatuximab  | pomalidomide, dexamethasone            | relapsed mm        | US     |
      | isatuximab  | carfilzomib, dexamethasone, other drug | relapsed mm        | EU     |
      | isatuximab  | carfilzomib, dexamethasone             | newly diagnosed mm | US     |
      | isatuximab  | carfilzomib, dexamethasone             | al amyloidosis     | EU     |
      | isatuximab  | carfilzomib, dexamethasone             | relapsed mm        | other  |

  @rule:label-isa-kd-us-lines-above-3 @rule:label-isa-kd-eu-wider-than-trial
  Scenario Outline: Without prior lines, setting, partners or antibody neither can be said
    Given a patient assessed on 2024-06-30
      | setting               | <setting>  |
      | prior lines           | <lines>    |
      | region                | <region>   |
      | current antibody      | none       |
      | planned antibody      | <planned>  |
      | planned partner drugs | <partners> |
    When the rule book is applied
    Then <statement> can't be decided for the planned regimen without <missing>

    Examples:
      | statement                        | region | planned    | partners                   | setting     | lines | missing                              |
      | label-isa-kd-us-lines-above-3    | US     | isatuximab | carfilzomib, dexamethasone | relapsed mm |       | prior lines of therapy               |
      | label-isa-kd-us-lines-above-3    | US     | isatuximab | carfilzomib, dexamethasone |             | 4     | disease setting                      |
      | label-isa-kd-us-lines-above-3    | US     | isatuximab |                            | relapsed mm | 4     | partner drugs (planned regimen)      |
      | label-isa-kd-us-lines-above-3    | US     | undecided  | carfilzomib, dexamethasone | relapsed mm | 4     | anti-CD38 antibody (planned regimen) |
      | label-isa-kd-eu-wider-than-trial | EU     | isatuximab | carfilzomib, dexamethasone | relapsed mm |       | prior lines of therapy               |
      | label-isa-kd-eu-wider-than-trial | EU     | isatuximab | carfilzomib, dexamethasone |             | 4     | disease setting                      |
      | label-isa-kd-eu-wider-than-trial | EU     | isatuximab |                            | relapsed mm | 4     | partner drugs (planned regimen)      |
      | label-isa-kd-eu-wider-than-trial | EU     | undecided  | carfilzomib, dexamethasone | relapsed mm | 4     | anti-CD38 antibody (planned regimen) |

  @rule:label-isa-kd-us-lines-above-3
  Scenario: The US limit for an alternative plan
    Given a patient assessed on 2024-06-30
      | setting                   | relapsed mm                |
      | region                    | US                         |
      | prior lines               | 4                          |
      | current antibody          | none                       |
      | planned antibody          | daratumumab                |
      | alternative antibody      | isatuximab                 |
      | alternative partner drugs | carfilzomib, dexamethasone |
    When the rule book is applied
    Then label-isa-kd-us-lines-above-3 applies to the alternative regimen as warning
    And label-isa-kd-us-lines-above-3 is an alert of its own
