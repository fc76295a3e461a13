Feature: The approvals described for daratumumab

  @rule:label-dara-rrmm-mono @rule:label-dara-rrmm-imid @rule:label-dara-rrmm-pi @rule:label-dara-ndmm @rule:label-dara-al @rule:label-dara-not-described
  Scenario Outline: Setting and partner drugs lead to one approval, or to none
    Given a patient assessed on 2024-06-30
      | setting               | <setting>   |
      | current antibody      | none        |
      | planned antibody      | daratumumab |
      | planned route         | <route>     |
      | planned partner drugs | <partners>  |
    When the rule book is applied
    Then label-dara-rrmm-mono <mono>
    And label-dara-rrmm-imid <IMiD>
    And label-dara-rrmm-pi <PI>
    And label-dara-ndmm <NDMM>
    And label-dara-al <AL>
    And label-dara-not-described <none>

    Examples: Relapsed or refractory myeloma
      | setting                | route        | partners                                    | mono            | IMiD            | PI              | NDMM           | AL             | none               |
      | relapsed refractory mm | intravenous  | none                                        | applies as info | does not apply  | does not apply  | does not apply | does not apply | does not apply     |
      | relapsed mm            | subcutaneous | none                                        | applies as info | does not apply  | does not apply  | does not apply | does not apply | does not apply     |
      | relapsed refractory mm |              | lenalidomide, dexamethasone                 | does not apply  | applies as info | does not apply  | does not apply | does not apply | does not apply     |
      | relapsed mm            | undecided    | pomalidomide, dexamethasone                 | does not apply  | applies as info | does not apply  | does not apply | does not apply | does not apply     |
      | relapsed refractory mm | intravenous  | bortezomib, dexamethasone                   | does not apply  | does not apply  | applies as info | does not apply | does not apply | does not apply     |
      | relapsed mm            | subcutaneous | carfilzomib, dexamethasone                  | does not apply  | does not apply  | applies as info | does not apply | does not apply | does not apply     |
      | relapsed refractory mm | intravenous  | dexamethasone                               | does not apply  | does not apply  | does not apply  | does not apply | does not apply | applies as warning |
      | relapsed refractory mm | intravenous  | lenalidomide                                | does not apply  | does not apply  | does not apply  | does not apply | does not apply | applies as warning |
      | relapsed refractory mm | intravenous  | lenalidomide, prednisone                    | does not apply  | does not apply  | does not apply  | does not apply | does not apply | applies as warning |
      | relapsed refractory mm | intravenous  | carfilzomib, lenalidomide, dexamethasone    | does not apply  | does not apply  | does not apply  | does not apply | does not apply | applies as warning |
      | relapsed refractory mm | intravenous  | carfilzomib, dexamethasone, other drug      | does not apply  | does not apply  | does not apply  | does not apply | does not apply | applies as warning |
      | relapsed refractory mm | intravenous  | ixazomib, dexamethasone                     | does not apply  | does not apply  | does not apply  | does not apply | does not apply | applies as warning |
      | relapsed refractory mm | intravenous  | thalidomide, dexamethasone                  | does not apply  | does not apply  | does not apply  | does not apply | does not apply | applies as warning |
      | relapsed mm            | intravenous  | bortezomib, melphalan, prednisone           | does not apply  | does not apply  | does not apply  | does not apply | does not apply | applies as warning |
      | relapsed mm            | intravenous  | bortezomib, cyclophosphamide, dexamethasone | does not apply  | does not apply  | does not apply  | does not apply | does not apply | applies as warning |

    Examples: Newly diagnosed myeloma
      | setting            | route        | partners                                    | mono           | IMiD           | PI             | NDMM            | AL             | none               |
      | newly diagnosed mm | intravenous  | bortezomib, melphalan, prednisone           | does not apply | does not apply | does not apply | applies as info | does not apply | does not apply     |
      | newly diagnosed mm | subcutaneous | bortezomib, thalidomide, dexamethasone      | does not apply | does not apply | does not apply | applies as info | does not apply | does not apply     |
      | newly diagnosed mm |              | lenalidomide, dexamethasone                 | does not apply | does not apply | does not apply | applies as info | does not apply | does not apply     |
      | newly diagnosed mm | intravenous  | none                                        | does not apply | does not apply | does not apply | does not apply  | does not apply | applies as warning |
      | newly diagnosed mm | intravenous  | pomalidomide, dexamethasone                 | does not apply | does not apply | does not apply | does not apply  | does not apply | applies as warning |
      | newly diagnosed mm | intravenous  | carfilzomib, dexamethasone                  | does not apply | does not apply | does not apply | does not apply  | does not apply | applies as warning |
      | newly diagnosed mm | intravenous  | bortezomib, dexamethasone                   | does not apply | does not apply | does not apply | does not apply  | does not apply | applies as warning |
      | newly diagnosed mm | intravenous  | bortezomib, melphalan, prednisolone         | does not apply | does not apply | does not apply | does not apply  | does not apply | applies as warning |
      | newly diagnosed mm | intravenous  | bortezomib, lenalidomide, dexamethasone     | does not apply | does not apply | does not apply | does not apply  | does not apply | applies as warning |
      | newly diagnosed mm | intravenous  | bortezomib, cyclophosphamide, dexamethasone | does not apply | does not apply | does not apply | does not apply  | does not apply | applies as warning |

    Examples: Light-chain amyloidosis and other diseases
      | setting        | route        | partners                                                | mono           | IMiD           | PI             | NDMM           | AL              | none               |
      | al amyloidosis | subcutaneous | bortezomib, cyclophosphamide, dexamethasone             | does not apply | does not apply | does not apply | does not apply | applies as info | does not apply     |
      | al amyloidosis |              | bortezomib, cyclophosphamide, dexamethasone             | does not apply | does not apply | does not apply | does not apply | applies as info | does not apply     |
      | al amyloidosis | subcutaneous | none                                                    | does not apply | does not apply | does not apply | does not apply | does not apply  | applies as warning |
      | al amyloidosis | subcutaneous | bortezomib, dexamethasone                               | does not apply | does not apply | does not apply | does not apply | does not apply  | applies as warning |
      | al amyloidosis | subcutaneous | bortezomib, melphalan, prednisone                       | does not apply | does not apply | does not apply | does not apply | does not apply  | applies as warning |
      | al amyloidosis | subcutaneous | bortezomib, cyclophosphamide, dexamethasone, venetoclax | does not apply | does not apply | does not apply | does not apply | does not apply  | applies as warning |
      | other          | intravenous  | none                                                    | does not apply | does not apply | does not apply | does not apply | does not apply  | applies as warning |
      | other          | intravenous  | bortezomib, cyclophosphamide, dexamethasone             | does not apply | does not apply | does not apply | does not apply | does not apply  | applies as warning |

  @rule:label-dara-rrmm-mono @rule:label-dara-rrmm-imid @rule:label-dara-rrmm-pi @rule:label-dara-ndmm @rule:label-dara-al @rule:label-dara-not-described
  Scenario Outline: Another antibody has none of these
    Given a patient assessed on 2024-06-30
      | setting               | <setting>  |
      | current antibody      | <current>  |
      | current partner drugs | <partners> |
      | planned antibody      | <planned>  |
      | planned partner drugs | <partners> |
    When the rule book is applied
    Then label-dara-rrmm-mono does not apply
    And label-dara-rrmm-imid does not apply
    And label-dara-rrmm-pi does not apply
    And label-dara-ndmm does not apply
    And label-dara-al does not apply
    And label-dara-not-described does not apply

    Examples:
      | current         | planned         | partners                                    | setting                |
      | isatuximab      | isatuximab      | none                                        | relapsed refractory mm |
      | isatuximab      | other anti cd38 | pomalidomide, dexamethasone                 | relapsed refractory mm |
      | other anti cd38 | isatuximab      | carfilzomib, dexamethasone                  | relapsed mm            |
      | isatuximab      | isatuximab      | bortezomib, melphalan, prednisone           | newly diagnosed mm     |
      | isatuximab      | isatuximab      | bortezomib, cyclophosphamide, dexamethasone | al amyloidosis         |
      | isatuximab      | isatuximab      | venetoclax                                  | relapsed mm            |

  @rule:label-dara-rrmm-mono @rule:label-dara-rrmm-imid @rule:label-dara-rrmm-pi @rule:label-dara-ndmm @rule:label-dara-al
  Scenario Outline: The text names regimen and role, the trials behind it, and says “described as approved”
    Given a patient assessed on 2024-06-30
      | setting              | <setting>   |
      | <role> antibody      | daratumumab |
      | <role> partner drugs | <partners>  |
      | <other> antibody     | none        |
    When the rule book is applied
    Then <statement> applies to the <role> regimen as info
    And <statement> says “(<role> here) is described as approved”
    And <statement> says “<trials>”
    And <statement> says “neither a region nor a route”
    And <statement> does not say “Of the subcutaneous form the source describes no use”
    And <statement> does not say “for you”
    And <statement> cites leleu-2022/daratumumab-approval-region-not-named
    And <statement> cites leleu-2022/approval-route-not-named

    Examples:
      | role    | other   | statement            | setting                | partners                                    | trials                                                     |
      | planned | current | label-dara-rrmm-mono | relapsed refractory mm | none                                        | The source names no trial as the basis                     |
      | current | planned | label-dara-rrmm-mono | relapsed mm            | none                                        | After how many prior lines it is approved isn't said       |
      | planned | current | label-dara-rrmm-imid | relapsed refractory mm | pomalidomide, dexamethasone                 | POLLUX, EQUULEUS and APOLLO are named as the basis         |
      | current | planned | label-dara-rrmm-imid | relapsed mm            | lenalidomide, dexamethasone                 | After how many prior lines it is approved isn't said       |
      | planned | current | label-dara-rrmm-pi   | relapsed mm            | carfilzomib, dexamethasone                  | CASTOR and CANDOR are named as the basis                   |
      | current | planned | label-dara-rrmm-pi   | relapsed refractory mm | bortezomib, dexamethasone                   | nor which trial stands for which partner drug              |
      | planned | current | label-dara-ndmm      | newly diagnosed mm     | bortezomib, melphalan, prednisone           | The trial named as the basis is ALCYONE                    |
      | planned | current | label-dara-ndmm      | newly diagnosed mm     | bortezomib, thalidomide, dexamethasone      | The trial named as the basis is CASSIOPEIA                 |
      | current | planned | label-dara-ndmm      | newly diagnosed mm     | lenalidomide, dexamethasone                 | The trial named as the basis is MAIA                       |

  @rule:label-dara-al
  Scenario Outline: The approval in amyloidosis for any role
    Given a patient assessed on 2024-06-30
      | setting              | al amyloidosis                              |
      | <role> antibody      | daratumumab                                 |
      | <role> partner drugs | bortezomib, cyclophosphamide, dexamethasone |
      | <other> antibody     | none                                        |
    When the rule book is applied
    Then label-dara-al applies to the <role> regimen as info
    And label-dara-al says “(<role>) is described as approved in light-chain amyloidosis”
    And label-dara-al says “ANDROMEDA”
    And label-dara-al says “nothing of cardiac disease in amyloidosis”

    Examples:
      | role    | other   |
      | planned | current |
      | current | planned |

  @rule:label-dara-rrmm-imid
  Scenario Outline: Only with Pd is it said whom APOLLO studied
    Given a patient assessed on 2024-06-30
      | setting                   | relapsed refractory mm |
      | current antibody          | none                   |
      | planned antibody          | isatuximab             |
      | alternative antibody      | daratumumab            |
      | alternative partner drugs | <partners>             |
    When the rule book is applied
    Then label-dara-rrmm-imid applies to the alternative regimen as info
    And label-dara-rrmm-imid says “Daratumumab with <name> (alternatively planned here)”
    And label-dara-rrmm-imid <says> “lenalidomide and a proteasome inhibitor included”
    And label-dara-rrmm-imid <cites> leleu-2022/apollo-eligibility

    Examples:
      | partners                    | name                       | says         | cites         |
      | pomalidomide, dexamethasone | Pd                         | says         | cites         |
      | lenalidomide, dexamethasone | lenalidomide-dexamethasone | does not say | does not cite |

  @rule:label-dara-rrmm-pi
  Scenario Outline: Only with Kd is it said whom CANDOR studied, and how
    Given a patient assessed on 2024-06-30
      | setting                   | relapsed refractory mm |
      | current antibody          | none                   |
      | planned antibody          | isatuximab             |
      | alternative antibody      | daratumumab            |
      | alternative partner drugs | <partners>             |
    When the rule book is applied
    Then label-dara-rrmm-pi applies to the alternative regimen as info
    And label-dara-rrmm-pi says “Daratumumab with <name> (alternatively planned here)”
    And label-dara-rrmm-pi <says> “one to three prior lines, and daratumumab was given intravenously”
    And label-dara-rrmm-pi <cites> leleu-2022/candor-eligibility
    And label-dara-rrmm-pi <cites> leleu-2022/candor-route

    Examples:
      | partners                   | name                     | says         | cites         |
      | carfilzomib, dexamethasone | Kd                       | says         | cites         |
      | bortezomib, dexamethasone  | bortezomib-dexamethasone | does not say | does not cite |

  @rule:label-dara-rrmm-pi @rule:label-dara-ndmm @rule:label-dara-al
  Scenario Outline: Where the subcutaneous form isn't described with the partner drugs, it is said
    Given a patient assessed on 2024-06-30
      | setting               | <setting>   |
      | current antibody      | none        |
      | planned antibody      | daratumumab |
      | planned route         | <route>     |
      | planned partner drugs | <partners>  |
    When the rule book is applied
    Then <statement> <says> “Of the subcutaneous form the source describes no use with these partner drugs”
    And <statement> <cites> leleu-2022/daratumumab-sc-other-partners-not-given

    Examples:
      | statement          | setting                | route        | partners                                    | says         | cites         |
      | label-dara-rrmm-pi | relapsed refractory mm | subcutaneous | carfilzomib, dexamethasone                  | says         | cites         |
      | label-dara-rrmm-pi | relapsed refractory mm | subcutaneous | bortezomib, dexamethasone                   | says         | cites         |
      | label-dara-rrmm-pi | relapsed refractory mm | intravenous  | carfilzomib, dexamethasone                  | does not say | does not cite |
      | label-dara-ndmm    | newly diagnosed mm     | subcutaneous | bortezomib, melphalan, prednisone           | says         | cites         |
      | label-dara-ndmm    | newly diagnosed mm     | subcutaneous | bortezomib, thalidomide, dexamethasone      | says         | cites         |
      | label-dara-ndmm    | newly diagnosed mm     | subcutaneous | lenalidomide, dexamethasone                 | does not say | does not cite |
      | label-dara-ndmm    | newly diagnosed mm     | intravenous  | bortezomib, melphalan, prednisone           | does not say | does not cite |
      | label-dara-al      | al amyloidosis         | subcutaneous | bortezomib, cyclophosphamide, dexamethasone | says         | cites         |
      | label-dara-al      | al amyloidosis         |              | bortezomib, cyclophosphamide, dexamethasone | does not say | does not cite |

  @rule:label-dara-ndmm @rule:label-dara-al
  Scenario Outline: An alternative plan is looked at too
    Given a patient assessed on 2024-06-30
      | setting                   | <setting>   |
      | current antibody          | none        |
      | planned antibody          | isatuximab  |
      | alternative antibody      | daratumumab |
      | alternative partner drugs | <partners>  |
    When the rule book is applied
    Then <statement> applies to the alternative regimen as info
    And <statement> does not apply to the planned regimen

    Examples:
      | statement       | setting            | partners                                    |
      | label-dara-ndmm | newly diagnosed mm | lenalidomide, dexamethasone                 |
      | label-dara-al   | al amyloidosis     | bortezomib, cyclophosphamide, dexamethasone |

  @rule:label-dara-rrmm-mono @rule:label-dara-rrmm-imid @rule:label-dara-rrmm-pi @rule:label-dara-ndmm @rule:label-dara-al
  Scenario Outline: Without setting, partner drugs or antibody the approval stays open
    Given a patient assessed on 2024-06-30
      | setting               | <setting>  |
      | current antibody      | none       |
      | planned antibody      | <planned>  |
      | planned partner drugs | <partners> |
    When the rule book is applied
    Then <statement> can't be decided for the planned regimen without <missing>

    Examples:
      | statement            | planned     | partners                                    | setting            | missing                              |
      | label-dara-rrmm-mono | daratumumab | none                                        |                    | disease setting                      |
      | label-dara-rrmm-mono | daratumumab |                                             | relapsed mm        | partner drugs (planned regimen)      |
      | label-dara-rrmm-mono | undecided   | none                                        | relapsed mm        | anti-CD38 antibody (planned regimen) |
      | label-dara-rrmm-imid | daratumumab | pomalidomide, dexamethasone                 |                    | disease setting                      |
      | label-dara-rrmm-imid | daratumumab |                                             | relapsed mm        | partner drugs (planned regimen)      |
      | label-dara-rrmm-imid | undecided   | lenalidomide, dexamethasone                 | relapsed mm        | anti-CD38 antibody (planned regimen) |
      | label-dara-rrmm-pi   | daratumumab | bortezomib, dexamethasone                   |                    | disease setting                      |
      | label-dara-rrmm-pi   | daratumumab |                                             | relapsed mm        | partner drugs (planned regimen)      |
      | label-dara-rrmm-pi   | undecided   | carfilzomib, dexamethasone                  | relapsed mm        | anti-CD38 antibody (planned regimen) |
      | label-dara-ndmm      | daratumumab | bortezomib, melphalan, prednisone           |                    | disease setting                      |
      | label-dara-ndmm      | daratumumab |                                             | newly diagnosed mm | partner drugs (planned regimen)      |
      | label-dara-ndmm      | undecided   | bortezomib, thalidomide, dexamethasone      | newly diagnosed mm | anti-CD38 antibody (planned regimen) |
      | label-dara-al        | daratumumab | bortezomib, cyclophosphamide, dexamethasone |                    | disease setting                      |
      | label-dara-al        | daratumumab |                                             | al amyloidosis     | partner drugs (planned regimen)      |
      | label-dara-al        | undecided   | bortezomib, cyclophosphamide, dexamethasone | al amyloidosis     | anti-CD38 antibody (planned regimen) |
